//! Invented tables of people and orders, written as files to import.

use std::fmt::Write as _;
use std::path::PathBuf;
use tests::Result;

pub fn file(name: &str, bytes: &[u8]) -> Result<PathBuf> {
    let folder = tests::root().join("target/bench");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(name);
    std::fs::write(&path, bytes)?;
    Ok(path)
}

/// Invented contacts with eight numbers and an answer that depends on three of them.
pub fn contacts(count: usize) -> Result<String> {
    let mut text =
        String::from("First name,Last name,Email,City,Age,Visits,Minutes,Distance,Calls,Pages,Items,Returns,Bought\n");
    let mut state = 7_u64;
    let mut draw = |end: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    };
    for i in 0..count {
        let numbers: [u64; 8] = std::array::from_fn(|at| 18 + draw(50 + 10 * at as u64));
        let inclined = numbers[0] + numbers[1] + draw(60) > numbers[3] + 80;
        write!(text, "Name{i},Family{},n{i}@example.com,City {}", i % 997, i % 89)?;
        numbers.iter().try_for_each(|number| write!(text, ",{number}"))?;
        writeln!(text, ",{}", if inclined { "yes" } else { "no" })?;
    }
    Ok(text)
}

/// Orders of so many people in so many years.
pub fn orders(count: usize, people: usize, years: usize) -> Result<PathBuf> {
    let mut orders = String::from("Order number,Date,Email,Total\n");
    for i in 0..count {
        let (year, month, day) = (2026 - years + i / 7 % years, 1 + i % 12, 1 + i % 28);
        writeln!(orders, "B{i},{year}-{month:02}-{day:02},n{}@example.com,{}.50", i * 7 % people, 5 + i % 200)?;
    }
    file(&format!("orders-{count}.csv"), orders.as_bytes())
}

/// The same with two of fifty products in each order, some of which go together.
pub fn orders_with_lines(count: usize, people: usize, years: usize) -> Result<PathBuf> {
    let mut orders = String::from("Order number,Date,Email,Product,Quantity,Price,Total\n");
    for i in 0..count {
        let (year, month, day) = (2026 - years + i / 7 % years, 1 + i % 12, 1 + i % 28);
        let (first, price) = (i * 13 % 50, 5 + i % 200);
        let second = if i % 3 == 0 { (first + 1) % 50 } else { (first + 1 + i % 48) % 50 };
        for product in [first, second] {
            write!(orders, "B{i},{year}-{month:02}-{day:02},n{}@example.com,", i * 7 % people)?;
            writeln!(orders, "Product {product},1,{price},{}", 2 * price)?;
        }
    }
    file(&format!("orders-with-lines-{count}.csv"), orders.as_bytes())
}
