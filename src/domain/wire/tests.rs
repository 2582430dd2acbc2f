use super::*;
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    "[a-z李 ]{0,40}"
}

fn values() -> impl Strategy<Value = Value> {
    let line = (text(), text(), any::<i32>(), any::<i64>()).prop_map(|(product, sku, quantity, price_minor)| Line {
        product,
        sku,
        quantity: f64::from(quantity) / 8.0,
        price_minor,
    });
    let address = (text(), text(), text()).prop_map(|(street, city, country)| Address {
        street,
        city,
        country,
        ..Address::default()
    });
    prop_oneof![
        text().prop_map(Value::Text),
        any::<i64>().prop_map(|number| Value::Number(number as f64 / 16.0)),
        any::<i64>().prop_map(|minor| Value::Money(Money { minor, currency: Currency::CNY })),
        any::<i32>().prop_map(|day| Value::Date(Date(day))),
        any::<i64>().prop_map(|at| Value::Instant(Instant(at))),
        any::<bool>().prop_map(Value::Bool),
        text().prop_map(Value::Choice),
        prop::collection::vec(text(), 0..20).prop_map(Value::Choices),
        prop::collection::vec((text(), text()).prop_map(|(label, value)| Labelled { label, value }), 0..20)
            .prop_map(Value::Labelled),
        address.prop_map(|address| Value::Address(address.into())),
        any::<u128>().prop_map(|id| Value::Ref(Id(id))),
        prop::collection::vec(line, 0..20).prop_map(Value::Lines),
        text().prop_map(Value::Json),
    ]
}

proptest! {
    /// The first release wrote what serde derived: the same bytes, and they read back.
    #[test]
    fn values_are_written_as_serde_would(value in values()) {
        let mut writer = Writer::default();
        writer.value(&value);
        prop_assert_eq!(&writer.0, &rmp_serde::to_vec_named(&value).unwrap());
        let mut reader = Reader(&writer.0);
        prop_assert_eq!(reader.value(), Ok(value));
        prop_assert!(reader.0.is_empty());
    }

    #[test]
    fn no_bytes_break_the_reader(
        value in values(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut writer = Writer::default();
        writer.value(&value);
        let mut bytes = writer.0;
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        // Whatever comes out, it comes out.
        drop(Reader(&bytes).value());
        drop(Reader(&bytes[..cut.index(bytes.len())]).value());
        drop(Reader(&bytes).fields(|_, _| Ok(false)));
    }
}

#[test]
fn fields_of_a_newer_version_are_skipped() {
    #[derive(serde::Serialize)]
    struct Newer {
        m: i64,
        nested: Vec<Vec<Option<&'static str>>>,
        map: std::collections::BTreeMap<String, f64>,
        long: String,
        c: &'static str,
    }
    let newer = Newer {
        m: -5,
        nested: vec![vec![None, Some("x")], Vec::new()],
        map: (0..40).map(|i| (i.to_string(), f64::from(i))).collect(),
        long: "y".repeat(70_000),
        c: "EUR",
    };
    let bytes = rmp_serde::to_vec_named(&std::collections::BTreeMap::from([("m", newer)])).unwrap();
    let money = Value::Money(Money::from_major(-0.05, Currency::new("EUR").unwrap()));
    assert_eq!(Reader(&bytes).value(), Ok(money));
    let longer = [0xdd, 0xff, 0xff, 0xff, 0xff];
    assert_eq!(Reader(&longer).array(), Err(ChunkError::Damaged));
}
