//! Texts and what is read from them; and texts that must yield nothing.

use super::*;

/// `name/emails/phones/company/title/address/website/source/message`, only what is there.
fn told(draft: &Draft) -> String {
    let fields = [
        ("n", draft.name.clone()),
        ("e", draft.emails.join(" ")),
        ("p", draft.phones.join(" & ")),
        ("c", draft.company.clone()),
        ("t", draft.job_title.clone()),
        ("a", draft.address.clone()),
        ("w", draft.website.clone()),
        ("s", draft.source.clone()),
        ("m", draft.message.clone()),
    ];
    let said = fields.iter().filter(|(_, value)| !value.is_empty());
    said.map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_a_text_names() {
    for (text, expect) in [
        ("Ada Lovelace\nada@example.com", "n=Ada Lovelace; e=ada@example.com"),
        ("Ada Lovelace <ada@example.com>", "n=Ada Lovelace; e=ada@example.com"),
        ("\"Ada Lovelace\" <ada@example.com>", "n=Ada Lovelace; e=ada@example.com"),
        ("ada.lovelace@example.com", "n=Ada Lovelace; e=ada.lovelace@example.com"),
        ("info@example.com", "e=info@example.com"),
        ("A@EXAMPLE.com, a@example.com", "e=A@EXAMPLE.com"),
        (
            "Best regards,\nJan van der Berg\nHead of Sales\nBerg GmbH\nTel. +49 30 901820\nwww.berg.example",
            "n=Jan van der Berg; p=+49 30 901820; c=Berg GmbH; t=Head of Sales; w=www.berg.example",
        ),
        (
            "We would like 20 chairs.\n--\nMary O'Neil\nNorth Star Ltd\n(555) 010-9999",
            "n=Mary O'Neil; p=(555) 010-9999; c=North Star Ltd",
        ),
        (
            "Ann Lee | Designer | Lee Studio | ann@lee.example | +1 555 010 9999",
            "n=Ann Lee; e=ann@lee.example; p=+1 555 010 9999; c=Lee Studio; t=Designer",
        ),
        (
            "Ann Lee\n221B Baker Street, London\nann@lee.example",
            "n=Ann Lee; e=ann@lee.example; a=221B Baker Street, London",
        ),
        (
            "Eva Braun-Holz\nHauptstra\u{df}e 12, 10115 Berlin\n030 901820-12",
            "n=Eva Braun-Holz; p=030 901820-12; a=Hauptstra\u{df}e 12, 10115 Berlin",
        ),
        (
            "Name: Ada Lovelace\nEmail: ada@example.com\nPhone: 555 0100\nMessage: Two cakes, please.\nFor Sunday.",
            "n=Ada Lovelace; e=ada@example.com; p=555 0100; m=Two cakes, please.\nFor Sunday.",
        ),
        ("Name: Cher\nMessage: Call me", "n=Cher; m=Call me"),
        (
            "Message: Hello\nName: Bob Stone\nEmail: bob@stone.example\nSource: Website",
            "n=Bob Stone; e=bob@stone.example; s=Website; m=Hello",
        ),
        ("Company: Stone & Co\nTitle: Owner\nE-mail: bob@stone.example", "e=bob@stone.example; c=Stone & Co; t=Owner"),
        (
            "Ada Lovelace: Hi, do you have cakes?\nYou: Yes\nAda Lovelace: call me +44 20 7946 0958",
            "n=Ada Lovelace; p=+44 20 7946 0958",
        ),
        ("Hello, my name is Paul Stein and I need a table. paul@stein.example", "n=Paul Stein; e=paul@stein.example"),
        ("Hi, I'm Rosa Vidal, my number is +34 612 345 678", "n=Rosa Vidal; p=+34 612 345 678"),
        ("> Tom Gray\n> tom@gray.example", "n=Tom Gray; e=tom@gray.example"),
        ("Order 4711 of 2024-05-01, 129.90 EUR, tom@gray.example", "e=tom@gray.example"),
        ("Tel: 901820", "p=901820"),
        ("0049 30 901820", "p=0049 30 901820"),
        ("ada@example.com https://example.com/ada?x=1", "e=ada@example.com; w=https://example.com/ada?x=1"),
        ("张三，13800000000，浙江省杭州市西湖区文三路1号", "n=张三; p=13800000000; a=浙江省杭州市西湖区文三路1号"),
        ("张三 13800000000 浙江省杭州市西湖区文三路1号", "n=张三; p=13800000000; a=浙江省杭州市西湖区文三路1号"),
        (
            "李小龙,86-13800000000,广东省 深圳市 南山区 科技园路2号,518000",
            "n=李小龙; p=86-13800000000; a=广东省 深圳市 南山区 科技园路2号 518000",
        ),
        (
            "收货人：王芳\n手机号码：139 0013 9000\n收货地址：北京市朝阳区建国路88号2栋301室",
            "n=王芳; p=139 0013 9000; a=北京市朝阳区建国路88号2栋301室",
        ),
        ("收件人: 赵敏 13700137000", "n=赵敏; p=13700137000"),
        (
            "姓名：欧阳娜娜\n邮箱：nana@example.cn\n公司：上海星河科技有限公司\n职位：采购经理\n留言：想了解报价，请回电。",
            "n=欧阳娜娜; e=nana@example.cn; c=上海星河科技有限公司; t=采购经理; m=想了解报价，请回电。",
        ),
        (
            "陈伟\n销售总监\n杭州云海贸易有限公司\n电话：0571-88886666\n手机：+86 138 0013 8000",
            "n=陈伟; p=0571-88886666 & +86 138 0013 8000; c=杭州云海贸易有限公司; t=销售总监",
        ),
        ("我是刘洋，电话13600136000，想订两个蛋糕", "n=刘洋; p=13600136000"),
        ("孙丽 2024-05-01 10:22\n你好，我的邮箱是sunli@example.cn", "n=孙丽; e=sunli@example.cn"),
        ("张先生 13800138000", "n=张先生; p=13800138000"),
        ("１３８００１３８０００", "p=13800138000"),
        ("周杰，138****8000，上海市浦东新区世纪大道1号", "n=周杰; p=138****8000; a=上海市浦东新区世纪大道1号"),
        ("客服热线 400-820-8820", "p=400-820-8820"),
        ("13800138000 13900139000", "p=13800138000 & 13900139000"),
        (
            "From: Ada Lovelace <ada@example.com>\nTo: me@shop.example\nCc: Bob <bob@shop.example>\nSubject: Cakes",
            "n=Ada Lovelace; e=ada@example.com",
        ),
        ("发件人: 王芳 <wang@example.cn>\n收件人: me@shop.example", "n=王芳; e=wang@example.cn"),
        (
            "[12.05.26, 10:02:33] Ada Lovelace: Hi!\n[12.05.26, 10:04:12] Ada Lovelace: my number is +44 7700 900123",
            "n=Ada Lovelace; p=+44 7700 900123",
        ),
        ("12/05/2026, 10:02 - Ada Lovelace: ask ada@example.com", "n=Ada Lovelace; e=ada@example.com"),
        (
            "订单编号：4567891234567\n实付：¥299.00\n收货信息：王小明，86-13800138000，浙江省 杭州市 西湖区 文三路 1号 ，310000",
            "n=王小明; p=86-13800138000; a=浙江省 杭州市 西湖区 文三路 1号 310000",
        ),
        (
            "Jörg Müller\nMüller Bau GmbH\nHauptstraße 5\n80331 München\nTel.: 089 / 123 45-67\nFax: 089 / 123 45-68",
            "n=Jörg Müller; p=089 / 123 45-67; c=Müller Bau GmbH; a=Hauptstraße 5, 80331 München",
        ),
        (
            "Nora Lind\nRinggatan 5\n752 17 Uppsala\nnora@lind.example",
            "n=Nora Lind; e=nora@lind.example; a=Ringgatan 5, 752 17 Uppsala",
        ),
        (
            "陈经理\n上海云上文化传媒有限公司 市场部总监\n186-1234-5678",
            "n=陈经理; p=186-1234-5678; c=上海云上文化传媒有限公司; t=市场部总监",
        ),
        ("> Viele Grüße\n> Petra Schulz\n> Tel 0170 1234567", "n=Petra Schulz; p=0170 1234567"),
        (
            "【收货人】赵六\n【电话】13700001111\n【地址】四川省成都市锦江区春熙路1号",
            "n=赵六; p=13700001111; a=四川省成都市锦江区春熙路1号",
        ),
        ("王先生（VIP） 138-0000-0000，微信同号", "n=王先生; p=138-0000-0000"),
        ("From: 'Bob Stone' via Contact <bob@stone.example>", "n=Bob Stone; e=bob@stone.example"),
        ("Buyer: Ana Gómez\nana@example.es", "n=Ana Gómez; e=ana@example.es"),
        ("Ann Lee, 12 Oak Street, London, ann@lee.example", "n=Ann Lee; e=ann@lee.example; a=12 Oak Street, London"),
        ("<b>Ada Lovelace</b> ada@example.com<script>alert(1)</script>", "n=Ada Lovelace; e=ada@example.com"),
    ] {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text:?}: {found:?}");
        assert_eq!(told(&found[0]), expect, "{text:?}");
        assert_eq!(found[0].text, text, "the text stays as it came");
    }
}

#[test]
fn texts_that_name_nobody() {
    for text in [
        "",
        " \n\t\n",
        "--",
        "Hello, how are you?",
        "See you on 2024-05-01 at 10:22",
        "Order number 202405011234567890",
        "订单编号：3456789012345678901",
        "您好，请问有货吗？",
        "a@b",
        "@ada",
        "192.168.100.200",
        "Total: 1,299.00",
        "110101199003070000",
        "Best regards",
        "20240501",
        "\u{0}\u{1}\u{2}",
        "Name:",
        "javascript:alert(1)",
    ] {
        assert_eq!(read(text), Vec::new(), "{text:?}");
    }
}

#[test]
fn a_list_of_address_lines_is_one_contact_each() {
    let found = read("张三，13800000000，浙江省杭州市西湖区文三路1号\n李四，13900000000，上海市浦东新区世纪大道2号\n");
    assert_eq!(found.iter().map(|draft| draft.name.as_str()).collect::<Vec<_>>(), ["张三", "李四"]);
}

#[test]
fn contact_cards_name_one_each() {
    let card = |name: &str| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:X;Y;;;\r\nFN:{name}\r\nTEL;TYPE=CELL:+49 151 23456789\r\nORG:Berg GmbH\r\nEND:VCARD\r\n"
        )
    };
    let found = read(&format!("{}{}", card("Ada Lovelace"), card("张三")));
    let said: Vec<String> = found.iter().map(told).collect();
    let expect = ["Ada Lovelace", "张三"].map(|name| format!("n={name}; p=+49 151 23456789; c=Berg GmbH"));
    assert_eq!(said, expect);
}

#[test]
fn cards_of_all_kinds_are_read() {
    for (card, expect) in [
        // Folded lines (RFC 6350, 3.2), escaped signs, a label of the owner's.
        (
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada Love\r\n lace\r\nitem1.EMAIL;TYPE=work:ada@exa\r\n mple.com\r\nADR:;;1 Main\\, St;Leeds;;LS1;UK\r\nNOTE:Two\\nlines\r\nEND:VCARD",
            "n=Ada Lovelace; e=ada@example.com; a=1 Main, St, Leeds, LS1, UK; m=Two\nlines",
        ),
        // vCard 2.1 with quoted-printable text that goes on after a soft line break.
        (
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E5=B0=8F=E6=98=8E;;;\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B=E5=B0=8F=\r\n=E6=98=8E\r\nTEL;CELL:138 0013 8000\r\nEND:VCARD\r\n",
            "n=王小明; p=138 0013 8000",
        ),
        (
            "begin:vcard\nversion:3.0\nn:Lovelace;Ada;;;\ntel:+44 20 7946 0958\nend:vcard",
            "n=Ada Lovelace; p=+44 20 7946 0958",
        ),
        // Cut off within its picture.
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\n BBBB", "n=Ada"),
    ] {
        let found = read(card);
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), [expect], "{card}");
        assert!(!found[0].text.contains("AAAA") && !found[0].text.contains("BBBB"));
    }
    assert_eq!(read("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD"), Vec::new());
    assert_eq!(read(&"BEGIN:VCARD\nFN:A\n".repeat(3_000)).len(), MOST_DRAFTS);
}

/// Whatever comes: an answer of bounded size, soon.
#[test]
fn hostile_texts_are_bounded() {
    let mut texts =
        vec!["1 ".repeat(100_000), "(".repeat(50_000), "@.".repeat(50_000), "张".repeat(50_000), ":\n".repeat(50_000)];
    texts.push("a@b.cc ".repeat(10_000));
    texts.push("我是".repeat(10_000));
    texts.push("I am ".repeat(10_000));
    texts.push("张三，13800000000，浙江省杭州市西湖区文三路1号\n".repeat(10_000));
    texts.push((0..20_000).map(|at| char::from_u32(at * 7 % 0xd7ff).unwrap_or(' ')).collect());
    for text in texts {
        let found = read(&text);
        assert!(found.len() <= 50);
        for draft in found {
            assert!(draft.emails.len() <= 8 && draft.phones.len() <= 8, "{draft:?}");
            assert!(draft.name.len() + draft.address.len() + draft.company.len() < 3_000);
        }
    }
}
