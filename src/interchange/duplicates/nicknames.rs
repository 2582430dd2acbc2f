//! Pet forms of English given names: each line names one given name and what it is called for short.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const FORMS: &[&str] = &[
    "abigail abby gail",
    "albert al bert bertie",
    "alexander alex alec sandy xander",
    "alexandra alex sandra sandy lexi",
    "alfred alf fred freddie",
    "amanda mandy",
    "andrew andy drew",
    "anne ann anna annie nan",
    "anthony tony antony",
    "archibald archie",
    "arthur art",
    "barbara barb babs",
    "benjamin ben benny",
    "bernard bernie",
    "bradley brad",
    "catherine kate katie cathy cat katherine kathryn kathy kitty",
    "charles charlie chuck chas",
    "charlotte charlie lottie",
    "christina chris tina christine chrissy",
    "christopher chris kit topher",
    "cynthia cindy",
    "daniel dan danny",
    "david dave davy",
    "deborah deb debbie debra",
    "dennis denny",
    "dominic dom nick",
    "donald don donnie",
    "dorothy dot dottie dolly",
    "douglas doug",
    "edmund ed eddie ned",
    "edward ed eddie ned ted teddy",
    "eleanor ellie nell nora",
    "elizabeth liz beth lizzie betty betsy eliza libby lisa",
    "emily em emmy",
    "eugene gene",
    "florence flo flossie",
    "frances fran frankie",
    "francis frank frankie",
    "franklin frank",
    "frederick fred freddie",
    "gabriel gabe",
    "geoffrey geoff jeff jeffrey",
    "george georgie",
    "gerald gerry jerry",
    "gregory greg",
    "harold harry hal",
    "harriet hattie",
    "helen nell nellie",
    "henry harry hank hal",
    "isabella bella izzy isabel isabelle",
    "jacob jake",
    "jacqueline jackie",
    "james jim jimmy jamie",
    "jane janie jenny",
    "janet jan",
    "jason jay",
    "jennifer jen jenny jenna",
    "jeremy jerry jem",
    "jessica jess jessie",
    "john jack johnny jon",
    "jonathan jon johnny nathan",
    "joseph joe joey",
    "josephine jo josie",
    "joshua josh",
    "judith judy",
    "julia julie jules",
    "kenneth ken kenny",
    "kimberly kim",
    "kristina kris tina",
    "lawrence larry laurie",
    "leonard len leo lenny",
    "louis lou louie lewis",
    "lucille lucy",
    "madeleine maddie madeline",
    "margaret maggie meg peggy marge margie greta rita",
    "martin marty",
    "mary molly polly mae",
    "matthew matt",
    "maurice morris",
    "maximilian max",
    "maxwell max",
    "melissa mel missy",
    "michael mike mick mickey",
    "michelle shelly",
    "nathaniel nathan nate nat",
    "nicholas nick nicky",
    "nicole nicky nikki",
    "oliver ollie",
    "olivia liv livvy",
    "pamela pam",
    "patricia pat patty trish tricia",
    "patrick pat paddy",
    "peter pete",
    "philip phil pip",
    "philippa pippa",
    "raymond ray",
    "rebecca becky becca",
    "reginald reg reggie",
    "richard rick dick richie rich ricky",
    "robert bob rob bobby robbie bert",
    "roger rodge",
    "ronald ron ronnie",
    "russell russ",
    "samantha sam sammy",
    "samuel sam sammy",
    "sarah sally sadie",
    "sebastian seb bas",
    "simon si",
    "stanley stan",
    "stephanie steph stevie",
    "stephen steve steven stevie",
    "susan sue susie suzie",
    "susannah sue susie",
    "sylvester sly",
    "terence terry",
    "theodore ted teddy theo",
    "theresa terry tess tessa",
    "thomas tom tommy",
    "timothy tim timmy",
    "valerie val",
    "victor vic",
    "victoria vicky tori",
    "vincent vince vinny",
    "virginia ginny",
    "walter walt wally",
    "wilfred wilf",
    "william bill will billy willie liam",
    "winifred winnie",
    "zachary zach zac zack",
];

static NAMES: LazyLock<FxHashMap<&str, Vec<u8>>> = LazyLock::new(|| {
    let mut names: FxHashMap<&str, Vec<u8>> = FxHashMap::default();
    for (at, forms) in FORMS.iter().enumerate() {
        forms.split(' ').for_each(|form| names.entry(form).or_default().push(at as u8));
    }
    names
});

/// Numbers of the names that this, in lower case, is a form of: forms of one name share a number.
pub fn forms_of(name: &str) -> &'static [u8] {
    NAMES.get(name).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pet_forms_meet() {
        assert!(FORMS.len() <= 256);
        let meet = |a, b| forms_of(a).iter().any(|form| forms_of(b).contains(form));
        assert!(meet("robert", "bob") && meet("kate", "catherine") && meet("bill", "will"));
        assert!(!meet("robert", "bill") && !meet("ann", "an"));
    }
}
