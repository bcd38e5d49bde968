"""
First names that are given to women only or to men only, so that "he" cannot be Anna.

The common ones of the English-speaking countries and of their news; names that both bear (Alex,
Andrea, Jean, Kim, Robin, Sasha) are left out.
"""

from claims.splitting.cues import words

WOMEN = words(
    "abigail ada adele agnes aisha alice alicia alison amanda amber amelia amina amy ana "
    "anastasia angela angelina anita ann anna anne annette annie audrey barbara beatrice becky "
    "bella benazir bernadette beth betty beyoncé bianca bridget camilla carla caroline "
    "catherine cecilia charlotte chelsea chloe christina christine cindy claire clara claudia "
    "condoleezza constance courtney cristina cynthia daisy danielle deborah debra denise diana "
    "diane donna dorothy edith eileen elaine eleanor elena elisabeth elizabeth ella ellen elsa "
    "emily emma erica erika esther eva fatima felicity fiona florence frances gabriela gemma "
    "georgia georgina gina giulia gloria grace greta gwen hannah harriet hayley heather heidi "
    "helen helena hillary ida ingrid irene iris irina isabel isabella isabelle ivana ivanka "
    "jacinda jacqueline jane janet janice jasmine jenna jennifer jenny jessica jill joanna "
    "joanne josephine joyce judith judy julia julie juliet karen katarina kate katherine "
    "kathleen kathryn kathy katie katy kayla keira kimberly kirsten kirsty kristen kristin "
    "laura lauren leah lena lily linda lisa liz liza louise lucia lucy lydia lynn madeleine "
    "madonna maggie malala mandy margaret maria mariah marie marilyn marina martha mary maureen "
    "megan melania melanie melinda melissa mia michelle mila miranda miriam molly monica nadia "
    "nancy naomi natalia natalie natasha nicole nina nora norma olga olivia oprah pamela "
    "patricia paula pauline peggy penelope penny phoebe priya rachel rebecca rihanna rita "
    "roberta rosa rose rosemary ruth sabrina sally samantha sandra sara sarah selena serena "
    "sharon sheila shirley silvia sofia sonia sophia sophie stella stephanie sue susan susanna "
    "suzanne svetlana sylvia tamara tanya tara tatiana teresa theresa tiffany tina ursula "
    "valentina valerie vanessa vera veronica victoria viola virginia wendy whitney winifred "
    "yolanda yvette yvonne zara zoe"
)
MEN = words(
    "aaron abdul abdullah abraham adam adolf adrian ahmed alan albert alberto alejandro "
    "alexander alfred alistair allen amir andrei andrew andy anthony antonio arnold arthur "
    "arturo austin barack barry bart ben benedict benjamin bernard bill bob boris brad bradley "
    "brendan brent brett brian bruce bruno bryan calvin carl carlos cesar charles christopher "
    "clarence clive colin conor craig curtis damian daniel danny darren dave david dean declan "
    "dennis derek diego dmitri dmitry dominic don donald doug douglas duncan dustin dwayne earl "
    "eddie edgar edmund eduardo edward edwin elijah elon emmanuel enrique eric ernest ethan "
    "eugene fabio felix fernando fidel floyd francisco frank franklin fred frederick gareth "
    "gary gavin geoffrey george gerald gerard giovanni giuseppe glen gordon graham grant greg "
    "gregory gustav guy hamid hank hans harold harry harvey hassan hector henrik henry herbert "
    "herman howard hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jake jamal james "
    "jason javier jeff jeffrey jeremy jermaine jerome jerry jim jimmy joaquin joe joel johan "
    "john johnny jon jonathan jorge jose joseph josh joshua juan julian julio jurgen justin "
    "karl keith ken kenneth kevin kofi kurt kyle lance larry laurence lawrence len leo leon "
    "leonard leonardo leroy liam lionel lorenzo louis lucas luis luke malcolm manuel marco "
    "marcus mario mark martin marvin mathew matt matthew maurice max maxwell mehmet melvin "
    "michael miguel mike mikhail milan mitch mitt mohamed mohammad mohammed muhammad narendra "
    "nathan neil nelson nicholas nick nicolas nigel noah norman oleg oliver omar oscar osama "
    "oswald otto owen pablo patrick paul pedro pete peter phil philip phillip pierre prakash "
    "rafael ralph ramon randy raul ray raymond rex ricardo richard rick ricky robbie robert "
    "roberto rod roger roland roman ron ronald ronnie ross roy rupert russell ryan salvador "
    "samuel saul scott sean sebastian sergei sergey sergio seth simon stanley stefan stephen "
    "steve steven stuart tariq ted terence theodore thomas tim timothy toby todd tom tommy tony "
    "travis trevor vernon victor vincent vladimir volodymyr wallace walter warren wayne wesley "
    "wilfred william winston wolfgang xavier yuri yusuf zachary"
)


def gender_of(forename: str) -> str:
    """Return "f" or "m" where a first name tells which, else nothing."""
    name = forename.lower()
    return "f" if name in WOMEN else "m" if name in MEN else ""
