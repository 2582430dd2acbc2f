//! Invented people with a second record each, spoiled as real ones are. By seed.

use super::*;
use crate::random::Random;
use domain::text::pinyin;

const FAMILIES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "林",
    "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田", "董", "袁", "潘", "于",
    "蒋", "蔡", "余", "杜", "叶", "程", "苏", "魏", "吕", "丁", "欧阳", "司徒",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "明", "超", "霞", "平",
    "刚", "子涵", "欣怡", "梓萱", "浩然", "宇轩", "思远", "雨桐", "佳怡", "俊杰", "晓明", "婷婷", "志强", "建国",
    "海燕", "雪梅", "文博", "诗涵", "嘉豪", "若曦", "天宇", "晓彤", "雅琴", "国栋", "春梅", "立新", "慧敏", "一诺",
    "书瑶", "景行", "安然",
];
/// Written otherwise, read the same.
const HOMOPHONES: &[(char, char)] = &[
    ('伟', '玮'),
    ('芳', '方'),
    ('娜', '纳'),
    ('敏', '闽'),
    ('静', '婧'),
    ('丽', '莉'),
    ('强', '墙'),
    ('磊', '蕾'),
    ('杰', '洁'),
    ('明', '铭'),
    ('晓', '小'),
    ('涵', '含'),
    ('怡', '宜'),
    ('宇', '雨'),
    ('志', '智'),
    ('国', '帼'),
    ('文', '雯'),
    ('诗', '师'),
    ('嘉', '佳'),
    ('慧', '惠'),
    ('梅', '玫'),
    ('燕', '艳'),
    ('张', '章'),
    ('徐', '许'),
];
const CITIES: &[(&str, &str, &str)] = &[
    ("北京", "北京", "100010"),
    ("上海", "上海", "200001"),
    ("杭州", "浙江", "310002"),
    ("广州", "广东", "510030"),
    ("深圳", "广东", "518001"),
    ("成都", "四川", "610016"),
    ("南京", "江苏", "210005"),
    ("武汉", "湖北", "430014"),
];
const STREETS: &[&str] = &[
    "中山路",
    "人民路",
    "解放路",
    "建设路",
    "和平街",
    "文化路",
    "学院路",
    "滨江大道",
    "长江路",
    "新华街",
    "南京路",
    "花园路",
];
const HEADS: &[&str] = &["云上", "青禾", "四季", "半山", "观澜", "拾光", "北巷", "江南", "木石", "一叶", "清和"];
const TAILS: &[&str] = &["文化传媒", "科技", "餐饮管理", "贸易", "设计", "酒店管理", "网络科技", "电子商务", "茶业"];
const FORMS: &[&str] = &["有限公司", "有限责任公司", "股份有限公司", "（中国）有限公司", ""];
const HOSTS: &[&str] = &["qq.com", "163.com", "126.com", "gmail.com", "sina.com", "outlook.com"];

fn person(random: &mut Random, id: u128) -> Person {
    let (family, given) = (*random.pick(FAMILIES), *random.pick(GIVEN));
    let (city, region, code) = *random.pick(CITIES);
    let phone = format!("1{}{:08}", random.pick(&["38", "39", "50", "86", "77", "35"]), random.below(100_000_000));
    let sound = pinyin(&format!("{family}{given}")).unwrap().full;
    let mail = match random.below(3) {
        0 => format!("{}@qq.com", 100_000_000 + random.below(900_000_000)),
        _ => format!("{sound}{}@{}", random.below(1000), random.pick(HOSTS)),
    };
    let company = format!("{city}{}{}{}", random.pick(HEADS), random.pick(TAILS), random.pick(FORMS));
    let street = format!(
        "{}{}号{}室",
        random.pick(STREETS),
        1 + random.below(300),
        100 * (1 + random.below(30)) + 1 + random.below(12)
    );
    Person {
        id: Id(id),
        first_name: given.to_owned(),
        last_name: family.to_owned(),
        emails: if random.chance(0.6) { vec![mail] } else { Vec::new() },
        phones: if random.chance(0.9) { vec![phone] } else { Vec::new() },
        company: if random.chance(0.6) { company } else { String::new() },
        address: if random.chance(0.75) {
            Address {
                street,
                city: city.to_owned(),
                region: region.to_owned(),
                postal_code: if random.chance(0.5) { code.to_owned() } else { String::new() },
                country: String::new(),
            }
        } else {
            Address::default()
        },
        birthday: random.chance(0.2).then(|| Date(3_000 + random.below(12_000) as i32)),
        ..Person::default()
    }
}

/// The same person as another system would have it: one to three things are otherwise, and some are missing.
fn again(random: &mut Random, of: &Person, id: u128) -> Person {
    let mut other = Person { id: Id(id), ..of.clone() };
    for _ in 0..1 + random.below(3) {
        spoil(random, &mut other);
    }
    other
}

fn spoil(random: &mut Random, person: &mut Person) {
    let phone = person.phones.first().cloned().unwrap_or_default();
    match random.below(12) {
        0 | 1 if phone.len() == 11 => person.phones[0] = format!("{}****{}", &phone[..3], &phone[7..]),
        2 if phone.len() == 11 => person.phones[0] = format!("+86 {} {} {}", &phone[..3], &phone[3..7], &phone[7..]),
        3 => {
            let (at, wrong) = *random.pick(HOMOPHONES);
            let spoiled = |name: &str| name.replace(at, wrong.to_string().as_str());
            let found = HOMOPHONES.iter().find(|(right, _)| person.first_name.contains(*right));
            match found {
                Some((right, wrong)) => person.first_name = person.first_name.replace(*right, &wrong.to_string()),
                None => person.last_name = spoiled(&person.last_name),
            }
        }
        4 => {
            let capital = |name: &str| {
                let sound = pinyin(name).map_or(name.to_owned(), |read| read.full);
                let mut letters = sound.chars();
                letters.next().map_or(String::new(), |head| head.to_uppercase().chain(letters).collect())
            };
            (person.first_name, person.last_name) = (capital(&person.first_name), capital(&person.last_name));
        }
        5 => std::mem::swap(&mut person.first_name, &mut person.last_name),
        6 => {
            person.first_name = format!("{} {}", person.last_name, person.first_name);
            person.last_name.clear();
        }
        7 => person.emails.clear(),
        8 => person.phones.clear(),
        9 => {
            let core = FORMS.iter().find(|form| !form.is_empty() && person.company.ends_with(**form));
            let core = person.company.strip_suffix(core.copied().unwrap_or_default()).unwrap_or_default().to_owned();
            person.company = if core.is_empty() { core } else { format!("{core}{}", random.pick(FORMS)) };
        }
        10 => {
            let whole = format!("{}省{}市{}", person.address.region, person.address.city, person.address.street);
            if !person.address.street.is_empty() {
                person.address = Address { street: whole, ..Address::default() };
            }
        }
        _ => person.address = Address::default(),
    }
}

/// As many people with two records each, and as many with one; some of these work or live with others.
fn invented(pairs: usize, singles: usize, seed: u64) -> (Vec<Person>, HashSet<(Id, Id)>) {
    let mut random = Random::new(seed);
    let mut persons: Vec<Person> = Vec::new();
    let mut truth = HashSet::new();
    for at in 0..pairs + singles {
        let id = 10 * at as u128;
        let mut one = person(&mut random, id);
        if at > 0 && random.chance(0.1) {
            // Not one of the spoiled records.
            let relative = persons[..].iter().skip(random.below(persons.len())).find(|person| person.id.0 % 10 == 0);
            let relative = relative.unwrap_or(&persons[1]).clone();
            while one.first_name == relative.first_name {
                one.first_name = random.pick(GIVEN).to_string();
            }
            one.address = relative.address.clone();
            one.company = relative.company.clone();
            if random.chance(0.5) {
                one.last_name = relative.last_name.clone();
            }
            if random.chance(0.2) {
                one.phones = relative.phones.clone();
            }
        }
        if at < pairs {
            let other = again(&mut random, &one, id + 1);
            truth.insert((one.id, other.id));
            persons.push(other);
        }
        persons.push(one);
    }
    (persons, truth)
}

#[test]
fn five_hundred_chinese_pairs() {
    for seed in [1, 2, 3, 4, 5] {
        let (persons, truth) = invented(500, 500, seed);
        let found = everything(&persons);
        let (precision, recall) = measure(&found, &truth);
        assert!(precision >= 0.98 && recall >= 0.90, "seed {seed}: precision {precision}, recall {recall}");
    }
}
