"""Who speaks, form by form: sentences and small articles of our own with their speakers."""

import pytest

from quoth.corpus.article import parse_article
from quoth.corpus.reported_speech import with_indirect

LEAD = "Jane Roe and John Doe met in Elbonia on Monday to talk about the old bridge and its future.\n\n"

Said = list[tuple[str | None, str]]


def said(text: str, expected: Said, *, indirect: bool = False) -> Said:
    """The speakers of a text with the beginnings of their words, as long as those expected."""
    article = parse_article(text, origin="x", source="x")
    if indirect:
        article = with_indirect(article)
    names = {s.id: s.name for s in article.speakers}
    sizes = [len(words) for _, words in expected] + [99] * len(article.quotes)
    return [(names.get(q.speaker or ""), q.text[:n]) for q, n in zip(article.quotes, sizes, strict=False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peter Brandt, mayor of Elbonia:\n“The bridge will stay where it is.”", [("Peter Brandt", "The")]),
        ("Peter Brandt (Minister of Works):\n“The bridge will stay where it is.”", [("Peter Brandt", "The")]),
        (
            "Elbonian Works Minister Peter Brandt:\n“The bridge will stay where it is.”",
            [("Peter Brandt", "The")],
        ),
        ("Peter Brandt – mayor:\n“The bridge will stay where it is.”", [("Peter Brandt", "The")]),
        ("**Peter Brandt, mayor:**\n“The bridge will stay where it is.”", [("Peter Brandt", "The")]),
        ("Peter Brandt, mayor:\n\n“The bridge will stay where it is.”", [("Peter Brandt", "The")]),
        (
            "Peter Brandt, mayor:\n“The bridge will stay where it is.”\n\nAnna Holm, engineer:\n“It will fall into the river.”",
            [("Peter Brandt", "The"), ("Anna Holm", "It")],
        ),
        (
            "Peter Brandt, mayor:\n“The bridge will stay where it is.\n\n“Nobody will touch it.”",
            [("Peter Brandt", "The"), ("Peter Brandt", "Nobody")],
        ),
        (
            "The head of the works committee, Peter Brandt:\n“The bridge will stay where it is.”",
            [("Peter Brandt", "The")],
        ),
        (
            "Peter Brandt: “The bridge will stay where it is.”\n\nAnna Holm: “It will fall into the river.”",
            [("Peter Brandt", "The"), ("Anna Holm", "It")],
        ),
        ("Mayor Peter Brandt: “The bridge will stay where it is.”", [("Peter Brandt", "The")]),
        (
            "**Peter Brandt:** “The bridge will stay where it is.”\n\n**Anna Holm:** “It will fall into the river.”",
            [("Peter Brandt", "The"), ("Anna Holm", "It")],
        ),
        (
            "Brandt: We will never build a bridge\n\nPeter Brandt was in a good mood on Monday. “We will never build a bridge again,” he said.",
            [("Peter Brandt", "We")],
        ),
        (
            "Peter Brandt was in a good mood on Monday.\n\nBrandt: We will never build a bridge\n\n“We will never build a bridge again,” said Anna Holm.",
            [("Anna Holm", "We")],
        ),
        (
            "Anna Holm said she liked it.\n\nThe noise\n\n“It was never loud at all,” said Peter Brandt.",
            [("Peter Brandt", "It")],
        ),
        ("Note: “It was loud,” said Anna Holm.", [("Anna Holm", "It")]),
        ("The mayor:\n“It was loud on the bridge.”", [("The mayor", "It")]),
        ("Anna Holm said this:\n“It was loud on the bridge.”", [("Anna Holm", "It")]),
        (
            "Anna Holm came in the morning. She told reporters:\n\n“It was loud on the bridge.”",
            [("Anna Holm", "It")],
        ),
    ],
)
def test_a_label_names_the_speaker(text: str, expected: Said) -> None:
    """Label lines and labels before the words; a heading with a colon is none."""
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Interview on the bridge\n\nQ: Why is the bridge so old?\nA: Because nobody built a new one.\nQ: Will you build one?\nA: I will when I have the money.\n",
            [("Q", "Why"), ("A", "Because"), ("Q", "Will"), ("A", "I will")],
        ),
        (
            "Briefing by the mayor\n\nQ    Why is the bridge so old?\n\nMR. BRANDT:  Because nobody built a new one.\n\nQ    Will you build one?\n\nMR. BRANDT:  I will when I have the money.\n",
            [("Q", "Why"), ("Brandt", "Because"), ("Q", "Will"), ("Brandt", "I will")],
        ),
        (
            "Remarks by President Brandt on the Bridge\n\nTHE PRESIDENT: Thank you. The bridge is old.\n\nMS. HOLM: It is very old, Mr. President.\n\nTHE PRESIDENT: We will build a new one.\n",
            [("Brandt", "Thank"), ("Holm", "It is"), ("Brandt", "We will")],
        ),
        (
            "The bridge in talk\n\n**Peter Brandt:** The bridge is old.\n\n**Anna Holm:** It is very old.\n\n**Peter Brandt:** We will build one.\n",
            [("Peter Brandt", "The"), ("Anna Holm", "It"), ("Peter Brandt", "We")],
        ),
        (
            "The bridge in talk\n\n**Peter Brandt**: The bridge is old.\n\n**Anna Holm**: It is very old.\n\n**Peter Brandt**: We will build one.\n",
            [("Peter Brandt", "The"), ("Anna Holm", "It"), ("Peter Brandt", "We")],
        ),
        (
            "PETER BRANDT: The bridge is old.\n\nANNA HOLM: It is very old.\n\nPETER BRANDT: We will build one.\n\nANNA HOLM: When?\n",
            [("Peter Brandt", "The"), ("Anna Holm", "It"), ("Peter Brandt", "We"), ("Anna Holm", "When")],
        ),
        (
            "PETER BRANDT, MAYOR OF ELBONIA: The bridge is old.\n\nANNA HOLM, HOST: It is very old.\n\nBRANDT: We will build one.\n\nHOLM: When?\n",
            [("Peter Brandt", "The"), ("Anna Holm", "It"), ("Peter Brandt", "We"), ("Anna Holm", "When")],
        ),
        (
            "House debates\n\nHon. Bill Blair (Minister of Works, Lib.): The bridge is old, Mr. Speaker.\n\nMs. Anna Holm (Elbonia East, CPC): It is very old.\n\nHon. Bill Blair: We will build one.\n",
            [("Bill Blair", "The"), ("Anna Holm", "It"), ("Bill Blair", "We")],
        ),
        (
            "[00:01:10] Anna Holm: Why is it old?\n[00:01:20] Peter Brandt: Because of the rain.\n[00:01:30] Anna Holm: Rain?\n[00:01:35] Peter Brandt: Rain.\n",
            [
                ("Anna Holm", "Why"),
                ("Peter Brandt", "Because"),
                ("Anna Holm", "Rain"),
                ("Peter Brandt", "Rain"),
            ],
        ),
    ],
)
def test_a_transcript_is_turns(text: str, expected: Said) -> None:
    assert said(text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The bridge is much too old.” – Anna Holm", [("Anna Holm", "The")]),
        ("“The bridge is much too old.” ― Anna Holm, engineer", [("Anna Holm", "The")]),
        ("“The bridge is much too old.”\n— Anna Holm, engineer", [("Anna Holm", "The")]),
        ("“The bridge is much too old.” -- Anna Holm", [("Anna Holm", "The")]),
        ("“The bridge is much too old.” — Mayor Anna Holm", [("Anna Holm", "The")]),
        (
            "“The bridge is much too old” – and Anna Holm laughed – “and it will fall,” said John Doe.",
            [("John Doe", "The"), ("John Doe", "and it")],
        ),
    ],
)
def test_a_signature_behind_the_marks_names_the_speaker(text: str, expected: Said) -> None:
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Anna Holm, the bridge is “much too old to stand”.", [("Anna Holm", "much")]),
        ("The bridge is “much too old to stand,” according to Anna Holm.", [("Anna Holm", "much")]),
        (
            "According to the mayor, Anna Holm, the bridge is “much too old to stand”.",
            [("Anna Holm", "much")],
        ),
        (
            "“The bridge is much too old,” Holm said, according to a transcript of the show. Anna Holm is an engineer.",
            [("Anna Holm", "The")],
        ),
        (
            "According to Holm, the bridge is old. He said it was “about to fall down”. Lars Holm is the engineer.",
            [("Lars Holm", "about")],
        ),
        (
            "According to Anna Holm, Peter Brandt had warned her: “The bridge will fall.”",
            [("Peter Brandt", "The")],
        ),
        ("According to Anna Holm: “The bridge will fall into the river.”", [("Anna Holm", "The")]),
        (
            "According to a study by the Institute for Old Bridges, it “will fall into the river”.",
            [("the Institute for Old Bridges", "will")],
        ),
        (
            "According to a report by the Bridge Council on Elbonia, it “will fall into the river”.",
            [("Bridge Council", "will")],
        ),
        ("According to a report by Anna Holm, it “will fall into the river”.", [("Anna Holm", "will")]),
        ("According to a lawyer by the river, it “will fall into it soon”.", [("a lawyer", "will")]),
    ],
)
def test_according_to_somebody(text: str, expected: Said) -> None:
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("''The bridge is much too old,'' said Anna Holm.", [("Anna Holm", "The")]),
        ("''The bridge is 'much too old,' they say,'' said Anna Holm.", [("Anna Holm", "The")]),
        ("``The bridge is much too old,'' said Anna Holm.", [("Anna Holm", "The")]),
        ("“The mayor told me ‘never again’ last year,” said Anna Holm.", [("Anna Holm", "The")]),
        ("\"The mayor told me 'never again' last year,\" said Anna Holm.", [("Anna Holm", "The")]),
        ("“He told me, ‘Never again on my bridge,’” said Anna Holm.", [("Anna Holm", "He")]),
        ("“The bridge is much too old,“ said Anna Holm.", [("Anna Holm", "The")]),
        ("”The bridge is much too old,” said Anna Holm.", [("Anna Holm", "The")]),
        (
            "“The bridge is much too old, said Anna Holm.\n\nJohn Doe laughed. “It is new,” he said.",
            [("Anna Holm", "The"), ("John Doe", "It is")],
        ),
        (
            "The bridge is much too old,” said Anna Holm.\n\n“It is new,” said John Doe.",
            [("John Doe", "It is")],
        ),
        (
            "‘The bridge is much too old,’ said Anna Holm. ‘It’s the people’s bridge.’",
            [("Anna Holm", "The"), ("Anna Holm", "It’s")],
        ),
        (
            "'The bridge is much too old,' said Anna Holm. 'It's the dogs' bridge and it's ours.'",
            [("Anna Holm", "The"), ("Anna Holm", "It's")],
        ),
        ("«The bridge is much too old», said Anna Holm.", [("Anna Holm", "The")]),
        ("The plank is 6\" wide and 8' long. “It is too short,” said Anna Holm.", [("Anna Holm", "It is")]),
        ("“The bridge … is old …,” Anna Holm said.", [("Anna Holm", "The")]),
        ("“[The bridge] is old,” Anna Holm said.", [("Anna Holm", "[The")]),
        ("“The bridge is old”, said Anna Holm.", [("Anna Holm", "The")]),
        (
            "“The bridge is old” — Anna Holm said — “and will fall.”",
            [("Anna Holm", "The"), ("Anna Holm", "and")],
        ),
        ("“Yes,” said Anna Holm.", [("Anna Holm", "Yes")]),
        ("“It was loud,”said Anna Holm.", [("Anna Holm", "It")]),
        ("“It was loud,”, said Anna Holm.", [("Anna Holm", "It")]),
        ("“ It was loud , ” said Anna Holm.", [("Anna Holm", "It")]),
        ("„It was loud“, said Anna Holm.", [("Anna Holm", "It")]),
        ("‘It was loud,' said Anna Holm.", [("Anna Holm", "It")]),
        ("*“It was loud,”* said Anna Holm.", [("Anna Holm", "It")]),
        (
            "- “It was loud,” said Anna Holm.\n- “It was not,” said Peter Brandt.",
            [("Anna Holm", "It was loud"), ("Peter Brandt", "It was not")],
        ),
    ],
)
def test_marks_of_every_kind_hold_quotes(text: str, expected: Said) -> None:
    """Nested, one-way, lost, single, straight and curly."""
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The '90s were good for Elbonia's bridges, and the workers' wages rose, Anna Holm's father used to say.",
            [],
        ),
        ("The mayors' bridge isn't Roe's and the boys' toys aren't Doe's.", []),
        ("The “bridge” is what Anna Holm calls a “ruin” in her book.", []),
        ("Anna Holm, who wrote “The Bridge at the End of the River,” lives in Elbonia.", []),
        ("Her film “A Long Way to the Bridge” won a prize.", []),
        ("They played “Over the River and the Bridge” at the party.", []),
        ("Anna Holm said that the bridge would fall within two years.", []),
        ("> It was loud.\n\nsaid nobody.", []),
    ],
)
def test_what_is_no_quote(text: str, expected: Said) -> None:
    """Apostrophes, words at arm’s length, titles of works, denied speech."""
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Never,” said another.", [(None, "Never,")]),
        ("Anna Holm shrugged. “Try it.”", [("Anna Holm", "Try it.")]),
        ("What Anna Holm wanted was “a bridge”, but what she said was “not here.”", [("Anna Holm", "not")]),
        ("“It is old,” Anna Holm explained; “look there.”", [("Anna Holm", "It"), ("Anna Holm", "look")]),
        ("Anna Holm called the bridge “rotten.” It is no “landmark.”", []),
    ],
)
def test_a_clause_of_a_word_or_two_is_a_quote(text: str, expected: Said) -> None:
    """By itself or beside a verb of saying; a word in somebody's sentence is none."""
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The bridge is old,” Anna Holm told Radio 4.", [("Anna Holm", "The")]),
        ("“The bridge is old,” Anna Holm told the BBC's Today programme.", [("Anna Holm", "The")]),
        ("Anna Holm told the Elbonia Times: “The bridge is old.”", [("Anna Holm", "The")]),
        (
            "In an interview with the Elbonia Times, Anna Holm said “the bridge is too old”.",
            [("Anna Holm", "the")],
        ),
        ("Speaking to CNN, Anna Holm said: “The bridge is old.”", [("Anna Holm", "The")]),
        ("“The bridge is old,” Anna Holm said in a statement to Reuters.", [("Anna Holm", "The")]),
        ("“The bridge is old,” Anna Holm wrote on Twitter.", [("Anna Holm", "The")]),
    ],
)
def test_the_medium_is_not_the_speaker(text: str, expected: Said) -> None:
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The bridge,” said Anna Holm, “is much too old.”", [("Anna Holm", "The"), ("Anna Holm", "is")]),
        (
            "“The bridge is old,” Anna Holm said. “It will fall. It will hurt somebody.”",
            [("Anna Holm", "The"), ("Anna Holm", "It")],
        ),
        (
            "“The bridge is old,” Anna Holm said.\n\n“It will fall. It will hurt somebody,” she added.",
            [("Anna Holm", "The"), ("Anna Holm", "It")],
        ),
        (
            "“The bridge is old,” Anna Holm said.\n\n“It will fall. It will hurt somebody.”\n\nJohn Doe laughed.",
            [("Anna Holm", "The"), ("Anna Holm", "It")],
        ),
        (
            "“The bridge is old,” said Anna Holm. “It will fall.\n\n“It will hurt somebody.\n\n“And then we will weep.”",
            [("Anna Holm", "The"), ("Anna Holm", "It"), ("Anna Holm", "It"), ("Anna Holm", "And")],
        ),
        (
            "“The bridge is old.\n\n“It will hurt somebody.\n\n“And then we will weep,” said Anna Holm.",
            [("Anna Holm", "The"), ("Anna Holm", "It"), ("Anna Holm", "And")],
        ),
    ],
)
def test_a_quote_goes_on(text: str, expected: Said) -> None:
    """Split, continued, over paragraphs."""
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Holm met Peter Brandt on the bridge. “It is old,” she said. “It is new,” he answered.",
            [("Anna Holm", "It is old"), ("Peter Brandt", "It is new")],
        ),
        (
            "Peter Brandt has walked the bridge for years. He said it was “about to fall down”.",
            [("Peter Brandt", "about")],
        ),
        ("Anna Holm and Peter Brandt wrote a letter. “The bridge is old,” they said.", [(None, "The")]),
        (
            "Anna Holm spoke of Peter Brandt's daughter Maria Brandt. “Maria Brandt knows the bridge,” she said.",
            [("Anna Holm", "Maria")],
        ),
        (
            "President Anna Holm came to the bridge. “It is old,” the president said.",
            [("Anna Holm", "It is")],
        ),
        (
            "Anna Holm is the president of Elbonia. “It is old,” the head of state said.",
            [("Anna Holm", "It is")],
        ),
        (
            "The President of Elbonia, Anna Holm, met the President of Norland, Peter Brandt. “It is old,” the Elbonian president said. “It is new,” the Norland leader said.",
            [("Anna Holm", "It is old"), ("Peter Brandt", "It is new")],
        ),
        ("Sen. Anna Holm came. “It is old,” the senator said.", [("Anna Holm", "It is")]),
        ("Anna Holm came late. “The bridge is old,” said she.", [("Anna Holm", "The")]),
        (
            "“It is old,” said Anna Holm, but Peter Brandt said, “It is as good as new.”",
            [("Anna Holm", "It is old"), ("Peter Brandt", "It is as")],
        ),
        ("Ms. Holm came. “It was loud,” she said.", [("Holm", "It")]),
        (
            "Dr. Anna Holm came. “It was loud,” Dr. Holm said. “Very loud,” the doctor added.",
            [("Anna Holm", "It"), ("Anna Holm", "Very")],
        ),
        ("Gov. Anna Holm came. “It was loud,” the governor said.", [("Anna Holm", "It")]),
        ("Rep. Peter Brandt came. “It was loud,” the congressman said.", [("Peter Brandt", "It")]),
        ("Sheriff Peter Brandt came. “It was loud,” the sheriff said.", [("Peter Brandt", "It")]),
        ("Brandt's lawyer, Anna Holm, came. “He is innocent of it,” the lawyer said.", [("Anna Holm", "He")]),
        (
            "Anna Holm came with her husband, Peter Brandt. “It was loud,” her husband said.",
            [("Peter Brandt", "It")],
        ),
        (
            "A spokesman for the city, Peter Brandt, said the noise “was never that loud”.",
            [("Peter Brandt", "was")],
        ),
        (
            "City spokesman Peter Brandt came. “It was not that loud,” the spokesman said.",
            [("Peter Brandt", "It")],
        ),
        ("Acting Mayor Anna Holm came. “It was loud,” the acting mayor said.", [("Anna Holm", "It")]),
        (
            "Anna Holm, chief executive of Bridge Corp., came. “It was loud,” the CEO said. “We will mend it,” the company said.",
            [("Anna Holm", "It"), ("Bridge Corp", "We")],
        ),
    ],
)
def test_he_she_and_offices_are_people(text: str, expected: Said) -> None:
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bill Clinton and Hillary Clinton came to Elbonia. “I like the bridge,” Bill Clinton said. “I do not like it,” Hillary Clinton said. Mr. Clinton laughed. “We will see,” Mrs. Clinton said.",
            [("Bill Clinton", "I like"), ("Hillary Clinton", "I do"), ("Hillary Clinton", "We will")],
        ),
        (
            "Eric Garner's daughter, Erica Garner, came too. “My father liked it,” Garner said.",
            [("Erica Garner", "My")],
        ),
        ("Anna and Lars Holm live beside the bridge. “It was loud,” Lars Holm said.", [("Lars Holm", "It")]),
        (
            "Lars Holm, 7, lives beside the bridge with his sister, Anna Holm, 9. “It was loud,” Lars said. “It was not,” said Anna.",
            [("Lars Holm", "It was loud"), ("Anna Holm", "It was not")],
        ),
        (
            "Lars Holm and his wife, Anna Holm, live here. “It was loud,” Mr. Holm said. “It was not,” Mrs. Holm said.",
            [("Lars Holm", "It was loud"), ("Anna Holm", "It was not")],
        ),
        ("“It was loud,” said ANNA HOLM.", [("Anna Holm", "It")]),
    ],
)
def test_people_of_one_surname_stay_apart(text: str, expected: Said) -> None:
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Elbonian Bridge Council published a report. “The bridge is old,” the council said.",
            [("Elbonian Bridge Council", "The")],
        ),
        ("“The bridge is old,” Amnesty International said in a report.", [("Amnesty International", "The")]),
        ("“The bridge is old,” the White House said.", [("White House", "The")]),
        (
            "“The bridge is old,” said Anna Holm, a spokeswoman for Amnesty International.",
            [("Anna Holm", "The")],
        ),
        ("“The bridge is old,” said Amnesty International spokeswoman Anna Holm.", [("Anna Holm", "The")]),
        ("“The bridge is old,” said Brandt's deputy, Anna Holm.", [("Anna Holm", "The")]),
        ("“The bridge is old,” said the mayor of Elbonia, Anna Holm.", [("Anna Holm", "The")]),
        (
            "“The bridge is old,” said former Elbonia mayor Anna Holm (D), a friend of Roe.",
            [("Anna Holm", "The")],
        ),
        ("“He was on the bridge,” police said.", [("police", "He")]),
        ("“It was always loud on the bridge,” residents said.", [("residents", "It")]),
    ],
)
def test_bodies_and_their_people_speak(text: str, expected: Said) -> None:
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Holm, who said the bridge was “about to fall down,” laughed.", [("Anna Holm", "about")]),
        ("“The bridge is old,” Peter Brandt was told by Anna Holm.", [("Anna Holm", "The")]),
        ("Anna Holm was quoted as saying the bridge was “about to fall down.”", [("Anna Holm", "about")]),
        (
            "Asked whether the bridge would stand, Anna Holm said: “I doubt it very much.”",
            [("Anna Holm", "I doubt")],
        ),
        (
            "Asked by Peter Brandt whether the bridge would stand, Anna Holm said, “I doubt it very much.”",
            [("Anna Holm", "I doubt")],
        ),
        ("“You are wrong about it,” Anna Holm told Peter Brandt.", [("Anna Holm", "You")]),
        (
            "“You are wrong about it,” Anna Holm told Peter Brandt. “I am not,” Brandt replied.",
            [("Anna Holm", "You"), ("Peter Brandt", "I am")],
        ),
        ("Anna Holm called the plan “a very bad idea” and left.", [("Anna Holm", "a very")]),
        ("Peter Brandt described Anna Holm as “a true friend of bridges”.", [("Peter Brandt", "a true")]),
        (
            "While Peter Brandt has praised the bridge, Anna Holm says it is “a ruin and a shame”.",
            [("Anna Holm", "a ruin")],
        ),
        (
            "In an email to his supporters, Peter Brandt wrote that the bridge “is here to stay”.",
            [("Peter Brandt", "is here")],
        ),
        (
            "Brandt's email to his supporters says the bridge “is here to stay”. Peter Brandt is the mayor.",
            [("Peter Brandt", "is here")],
        ),
        ("Peter Brandt laughed: “What is a bridge for?” Anna Holm said nothing.", [("Peter Brandt", "What")]),
        ("The mayor, Anna Holm, put it this way: “A bridge is a bridge.”", [("Anna Holm", "A bridge")]),
        ("“A bridge is a bridge,” Anna Holm quietly but firmly said.", [("Anna Holm", "A bridge")]),
        (
            "“A bridge is a bridge,” said Anna Holm, whose father, Peter Brandt, built it.",
            [("Anna Holm", "A bridge")],
        ),
        ("“A bridge is a bridge,” says Sen. Anna Holm (D-Elb.).", [("Anna Holm", "A bridge")]),
        ("“A bridge is a bridge,” said J. P. Holm.", [("J. P. Holm", "A bridge")]),
        ("“A bridge is a bridge,” said Maria de la Cruz.", [("Maria de la Cruz", "A bridge")]),
        ("“A bridge is a bridge,” said Ursula von der Leyen.", [("Ursula von der Leyen", "A bridge")]),
        ("“A bridge is a bridge,” said Martin O’Malley.", [("Martin O’Malley", "A bridge")]),
        ("“A bridge is a bridge,” said Martin Luther King Jr.", [("Martin Luther King", "A bridge")]),
        ("“It is much too old,” thought Anna Holm.", [("Anna Holm", "It is")]),
        (
            "Anna Holm, who has been mayor for ten years and has seen many bridges come and go, told a small crowd of friends in the rain on Monday night, “A bridge is a bridge.”",
            [("Anna Holm", "A bridge")],
        ),
        ("Anna Holm (“I never liked it at all”) left early.", [("Anna Holm", "I never")]),
        ("“Is the bridge old?” Anna Holm asked Peter Brandt.", [("Anna Holm", "Is")]),
        ("“Never!” cried Anna Holm.", [("Anna Holm", "Never")]),
        ("“The bridge is old,” tweeted @AnnaHolm.", [("AnnaHolm", "The")]),
        ("“The bridge is old,” retorted Anna Holm.", [("Anna Holm", "The")]),
        ("“The bridge is old,” Anna Holm quipped.", [("Anna Holm", "The")]),
        ("“The bridge is old,” mused Anna Holm.", [("Anna Holm", "The")]),
        ("“The bridge is old,” Anna Holm went on.", [("Anna Holm", "The")]),
        ("“The bridge is old,” Anna Holm continued.", [("Anna Holm", "The")]),
        ("“The bridge is old,” Anna Holm explained to Peter Brandt on Monday.", [("Anna Holm", "The")]),
        ("“The bridge was old then,” recalled Anna Holm, 82.", [("Anna Holm", "The")]),
        ("“The bridge was old then,” said Anna Holm, 82, of Elbonia.", [("Anna Holm", "The")]),
        ("Anna Holm, 82, of Elbonia, said “the bridge was old then”.", [("Anna Holm", "the")]),
        (
            "“The bridge was old then,” Rep. Anna Holm (R-Elb.) said on the “Today” show.",
            [("Anna Holm", "The")],
        ),
        ("“The bridge was old then,” Holm said Tuesday. Anna Holm is an engineer.", [("Anna Holm", "The")]),
        ("“The bridge was old then,” Anna Holm has said.", [("Anna Holm", "The")]),
        ("“The bridge is old,” Anna Holm would say.", [("Anna Holm", "The")]),
        ("“The bridge is old,” again said Anna Holm.", [("Anna Holm", "The")]),
        ("“Peter Brandt said the bridge was safe,” Anna Holm said.", [("Anna Holm", "Peter")]),
        ("“Anna Holm never lies,” said Anna Holm.", [("Anna Holm", "Anna")]),
        (
            "In a letter to the council, Anna Holm wrote: “The bridge is old and it will fall.”",
            [("Anna Holm", "The")],
        ),
        ("“It was loud,” another said.", [("another", "It")]),
        ("Anna Holm laughed and said: “It was loud.”", [("Anna Holm", "It")]),
        ("Speaking on Monday, Anna Holm said, “It was loud.”", [("Anna Holm", "It")]),
        ("Anna Holm defended the bridge, saying it was “never loud at all”.", [("Anna Holm", "never")]),
        (
            "Anna Holm defended Peter Brandt, calling him “the best mayor of all”.",
            [("Anna Holm", "the best")],
        ),
        ("Anna Holm has one wish: “Let the bridge stay.”", [("Anna Holm", "Let")]),
        ("Anna Holm's call for “a bridge for everybody” was heard.", [("Anna Holm", "a bridge")]),
        (
            "The bridge, which Peter Brandt dubbed “the gate to the south”, is old.",
            [("Peter Brandt", "the gate")],
        ),
        ("Peter Brandt vowed to build “the greatest bridge of all”.", [("Peter Brandt", "the greatest")]),
        ("Anna Holm accused Peter Brandt of “selling the city to its enemies”.", [("Anna Holm", "selling")]),
        (
            "Peter Brandt was accused by Anna Holm of “selling the city to its enemies”.",
            [("Anna Holm", "selling")],
        ),
        ("Peter Brandt rejected what he called “the sale of the city”.", [("Peter Brandt", "the sale")]),
        ("Critics of Peter Brandt say he is “the seller of the city”.", [("Critics", "the seller")]),
        ("“It was loud,” said bell hooks.", [("bell hooks", "It")]),
        ("“It was loud,” said the Rev. Anna Holm.", [("Anna Holm", "It")]),
        (
            "“It was loud,” said Sir Peter Brandt. Sir Peter laughed. “Very loud,” Sir Peter said.",
            [("Peter Brandt", "It"), ("Peter Brandt", "Very")],
        ),
        (
            "“It was loud,” said Sheikh Mohammed bin Rashid Al Maktoum.",
            [("Mohammed bin Rashid Al Maktoum", "It")],
        ),
        (
            "“It was loud,” said Xi Jinping. “Very loud,” Xi added.",
            [("Xi Jinping", "It"), ("Xi Jinping", "Very")],
        ),
        (
            "“It was loud,” said Jean-Claude Juncker. “Very loud,” Juncker added.",
            [("Jean-Claude Juncker", "It"), ("Jean-Claude Juncker", "Very")],
        ),
        ("“It was loud,” said Anna Holm (née Lund).", [("Anna Holm", "It")]),
        ("At 5 p.m. Anna Holm said, “It was loud.”", [("Anna Holm", "It")]),
        (
            "The U.S. and Elbonia met. “It was loud,” U.S. Secretary of State John Kerry said.",
            [("John Kerry", "It")],
        ),
    ],
)
def test_the_subject_of_the_verb_speaks(text: str, expected: Said) -> None:
    assert said(LEAD + text, expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Holm said that the bridge would fall within two years.", [("Anna Holm", "the bridge")]),
        (
            "Peter Brandt spoke for an hour. He added that the two sides achieved good results.",
            [("Peter Brandt", "the two")],
        ),
        (
            "According to Holm, the city is interested in a new bridge. Anna Holm is the mayor.",
            [("Anna Holm", "the city")],
        ),
        ("The bridge would fall within two years, Anna Holm said.", [("Anna Holm", "The bridge")]),
        ("Anna Holm did not say that the bridge would fall within two years.", []),
        ("Did Anna Holm say that the bridge would fall within two years?", []),
        ("If Anna Holm says that the bridge falls, nobody will use it.", []),
        (
            "Anna Holm told the council that the bridge would fall within two years.",
            [("Anna Holm", "the bridge")],
        ),
        (
            "Mayor Anna Holm came. The mayor stressed that the bridge would fall within two years.",
            [("Anna Holm", "the bridge")],
        ),
        ("It is said that bridges must be safe for all who walk on them.", []),
        ("Anna Holm, who said that the bridge was unsafe, left the hall.", []),
        ("Anna Holm said that the bridge was “about to fall” within days.", [("Anna Holm", "about")]),
    ],
)
def test_reported_speech_is_read_on_request(text: str, expected: Said) -> None:
    assert said(LEAD + text, expected, indirect=True) == expected
