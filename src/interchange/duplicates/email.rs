//! E-mail addresses as they are compared.

use super::letters::one_slip;
use domain::{contact::email_key, insight::Likeness};

/// The two sides of an address, in lower case, without what mail hosts ignore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// Blank for the host of a website, which a company may be known by.
    pub local: String,
    pub host: String,
}

/// Addresses that belong to a function, not to a person.
const ROLES: &[&str] = &[
    "info",
    "contact",
    "sales",
    "admin",
    "office",
    "mail",
    "email",
    "hello",
    "support",
    "service",
    "kontakt",
    "noreply",
    "no-reply",
    "webmaster",
    "team",
    "billing",
    "accounts",
    "enquiries",
    "marketing",
    "kefu",
    "shop",
    "hr",
    "post",
];

impl Email {
    pub fn read(text: &str) -> Option<Self> {
        let key = email_key(&domain::text::fold(text));
        let (local, host) = key.rsplit_once('@')?;
        let host = host.trim_start_matches("www.").trim_end_matches('.');
        if !host.contains('.') || host.contains(char::is_whitespace) {
            return None;
        }
        let mut local = local.split('+').next().unwrap_or(local).to_owned();
        let host = if host == "googlemail.com" { "gmail.com" } else { host };
        if host == "gmail.com" {
            local.retain(|c| c != '.');
        }
        Some(Self { local, host: host.to_owned() })
    }

    /// The host of a web address, as what stands behind the `@`.
    pub fn of_website(address: &str) -> Option<Self> {
        let address = address.trim().to_lowercase();
        let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
        Self::read(&format!("@{host}"))
    }

    pub fn key(&self) -> String {
        format!("{}@{}", self.local, self.host)
    }

    /// The local part where it may tell a person apart on any host.
    pub fn own_local(&self) -> Option<&str> {
        (self.local.len() >= 5 && !self.masked() && !ROLES.contains(&self.local.as_str())).then_some(&self.local)
    }

    fn masked(&self) -> bool {
        self.local.contains('*')
    }

    /// Whether `j***n@example.com` may be this.
    fn fits(&self, masked: &Email) -> bool {
        let (head, tail) = (masked.local.split('*').next(), masked.local.rsplit('*').next());
        let (head, tail) = (head.unwrap_or_default(), tail.unwrap_or_default());
        let known = head.len() + tail.len();
        known > 0 && self.local.len() >= known && self.local.starts_with(head) && self.local.ends_with(tail)
    }
}

pub fn compare(a: &Email, b: &Email) -> Likeness {
    if a.host == b.host {
        if a.masked() || b.masked() {
            let fits = a.local == b.local || (a.masked() && b.fits(a)) || (b.masked() && a.fits(b));
            return if fits { Likeness::Part } else { Likeness::Different };
        }
        if a.local == b.local {
            return Likeness::Same;
        }
        // anna39 and anna40 are two people.
        let digits = |local: &str| local.chars().filter(char::is_ascii_digit).collect::<String>();
        let close = a.local.len().min(b.local.len()) >= 5
            && one_slip(&a.local, &b.local)
            && digits(&a.local) == digits(&b.local);
        return if close { Likeness::Close } else { Likeness::Different };
    }
    match a.local == b.local && a.own_local().is_some() {
        true if one_slip(&a.host, &b.host) => Likeness::Close,
        true => Likeness::Part,
        false => Likeness::Different,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Likeness::{Close, Different, Part, Same};

    #[test]
    fn addresses_compare_as_mail_hosts_read_them() {
        for (a, b, likeness) in [
            ("Ada@Example.com ", "ada@example.com", Same),
            ("ada.lovelace+news@gmail.com", "adalovelace@googlemail.com", Same),
            ("ada.lovelace@example.com", "ada.lovelcae@example.com", Close),
            ("ada.lovelace@gmail.com", "ada.lovelace@gmial.com", Different),
            ("adalovelace@gmail.com", "adalovelace@gmial.com", Close),
            ("adalovelace@work.com", "adalovelace@home.org", Part),
            ("info@work.com", "info@home.org", Different),
            ("a***e@example.com", "ada.lovelace@example.com", Part),
            ("b***e@example.com", "ada.lovelace@example.com", Different),
            ("anna39@example.com", "anna3@example.com", Different),
            ("10001234@qq.com", "10001235@qq.com", Different),
        ] {
            let (a, b) = (Email::read(a).unwrap(), Email::read(b).unwrap());
            assert_eq!(compare(&a, &b), likeness, "{a:?} {b:?}");
            assert_eq!(compare(&b, &a), likeness, "{b:?} {a:?}");
        }
        for rubbish in ["", "@", "ada", "ada@host", "@ .x y"] {
            assert_eq!(Email::read(rubbish), None, "{rubbish}");
        }
        assert_eq!(Email::of_website("https://www.Acme.example/shop?x=1").unwrap().key(), "@acme.example");
    }
}
