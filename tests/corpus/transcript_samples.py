"""Transcripts of every layout, each with its turns: who, and the words, one turn to a paragraph of speech.

A turn is ``speaker | words``; a speaker of ``-`` is a voice that the transcript gives no name.
"""

from __future__ import annotations

NBSP = "\u00a0"

SAMPLES: dict[str, tuple[str, str]] = {
    "capitals": (
        """Hearing on the old bridge

JANE ROE: We have looked at the bridge for two years. It is not safe.

JOHN DOE: Who told you so?

JANE ROE: The engineers did.

JOHN DOE: I do not believe a word of it.

JANE ROE: Then go and look.
""",
        """Jane Roe | We have looked at the bridge for two years. It is not safe.
John Doe | Who told you so?
Jane Roe | The engineers did.
John Doe | I do not believe a word of it.
Jane Roe | Then go and look.""",
    ),
    "name and role": (
        """Panel on trade

Jane Roe (host): Welcome back to the show. Tonight we talk about bread.

Ida Brandt (baker, Elbonia): Thank you for having me.

Jane Roe: How much is a loaf?

Ida Brandt: Too much, I am afraid.

Otto Lind (miller): Flour is dearer every week.

Jane Roe: Let us go through it one by one.
""",
        """Jane Roe | Welcome back to the show. Tonight we talk about bread.
Ida Brandt | Thank you for having me.
Jane Roe | How much is a loaf?
Ida Brandt | Too much, I am afraid.
Otto Lind | Flour is dearer every week.
Jane Roe | Let us go through it one by one.""",
    ),
    "bold labels": (
        """# Interview

**Jane Roe:** When did you begin to bake?

**Ida Brandt:** When I was nine.

My mother had a mill.

**Break:** The show goes on after the news.

**Jane Roe:** And now?

**Ida Brandt:** Now I bake for the whole town.
""",
        """Jane Roe | When did you begin to bake?
Ida Brandt | When I was nine.
Ida Brandt | My mother had a mill.
Jane Roe | And now?
Ida Brandt | Now I bake for the whole town.""",
    ),
    "letters": (
        f"""Press Briefing by Press Secretary Jane Roe

MS. ROE:{NBSP}{NBSP}Good afternoon, everyone.

Q{NBSP}{NBSP}{NBSP}{NBSP}Is the bridge closed?

MS. ROE:{NBSP}{NBSP}It is.

Q{NBSP}{NBSP}{NBSP}{NBSP}For how long?

MS. ROE:{NBSP}{NBSP}For as long as it takes.{NBSP} (Laughter.)

Q{NBSP}{NBSP}{NBSP}{NBSP}Thank you.
""",
        """Jane Roe | Good afternoon, everyone.
- | Is the bridge closed?
Jane Roe | It is.
- | For how long?
Jane Roe | For as long as it takes.
- | Thank you.""",
    ),
    "office": (
        """Remarks by President Roe and Prime Minister Brandt After Their Talks

THE PRESIDENT: Thank you all for being here. [applause] We had a very good talk.

[laughter]

PRIME MINISTER BRANDT: I can only agree with that.

THE PRESIDENT: And we will talk again.

(The President and the Prime Minister shake hands.)

PRIME MINISTER BRANDT: In spring.

THE PRESIDENT: In spring it is. (Applause.)
""",
        """Roe | Thank you all for being here. [applause] We had a very good talk.
Brandt | I can only agree with that.
Roe | And we will talk again.
Brandt | In spring.
Roe | In spring it is.""",
    ),
    "time codes": (
        """Podcast, episode 12

[00:00:04] Jane Roe: Hello and welcome to the show.

[00:00:09] Ida Brandt: It is good to be here.

[00:00:12] Jane Roe: You wrote a book about bread.

[00:01:40] Ida Brandt: Three of them, in fact.

[00:01:44] [music]

[00:01:50] Jane Roe: Tell us about the last.
""",
        """Jane Roe | Hello and welcome to the show.
Ida Brandt | It is good to be here.
Jane Roe | You wrote a book about bread.
Ida Brandt | Three of them, in fact.
Jane Roe | Tell us about the last.""",
    ),
    "label above its words": (
        """Episode 7

Jane Roe 0:04
Hello and welcome to the show, everybody who listens tonight.

Ida Brandt 0:09
It is good to be here, and I have brought some bread along.

Jane Roe 0:15
Then let us eat it while we talk about the price of flour.

Ida Brandt 0:21
That is the first thing anybody has offered me all day long.
""",
        """Jane Roe | Hello and welcome to the show, everybody who listens tonight.
Ida Brandt | It is good to be here, and I have brought some bread along.
Jane Roe | Then let us eat it while we talk about the price of flour.
Ida Brandt | That is the first thing anybody has offered me all day long.""",
    ),
    "label on its own line": (
        """Council of Elbonia, second sitting

JANE ROE:

The council is asked to vote on the bridge before the summer.

JOHN DOE:

I move that we wait for the report of the engineers.

JANE ROE:

We have waited for that report since the winter before last.

JOHN DOE:

Then we can wait another month.
""",
        """Jane Roe | The council is asked to vote on the bridge before the summer.
John Doe | I move that we wait for the report of the engineers.
Jane Roe | We have waited for that report since the winter before last.
John Doe | Then we can wait another month.""",
    ),
    "interrupted": (
        """Debate in Elbonia

ROE: My opponent has voted for this bridge three times, and --

DOE: That is not true, and you --

ROE: Let me finish.

DOE: -- know it is not true.

MODERATOR: One at a time, please.

ROE: Three times.

DOE: Twice.
""",
        """Roe | My opponent has voted for this bridge three times, and --
Doe | That is not true, and you --
Roe | Let me finish.
Doe | -- know it is not true.
- | One at a time, please.
Roe | Three times.
Doe | Twice.""",
    ),
    "glued": (
        """The council talked until late in the evening and this is the record of its last hour.

ROE: We need the bridge. DOE: We need schools first. ROE: We can have both if the state pays. DOE: It never has.

ROE: It will this time. DOE: I will believe it when I see it.
""",
        """Roe | We need the bridge.
Doe | We need schools first.
Roe | We can have both if the state pays.
Doe | It never has.
Roe | It will this time.
Doe | I will believe it when I see it.""",
    ),
    "chair": (
        """Assembly of Elbonia

The Assembly met at 2 p.m.

The Chair (Jane Roe): Order. The first item is the bridge.

Mr. Doe (Westham): Will the minister say when it opens?

The Minister of Works (Ida Brandt): In May.

Mr. Doe (Westham): Which May?

The Chair (Jane Roe): Order.

The Assembly adjourned at 5 p.m.
""",
        """Jane Roe | Order. The first item is the bridge.
Doe | Will the minister say when it opens?
Ida Brandt | In May.
Doe | Which May?
Jane Roe | Order.""",
    ),
    "letters with stops": (
        """Five questions for a baker

Q: When do you get up?

A: At two, every day but Sunday.

Q. Is it hard?

A. You get used to it after ten years.

Q: And the bread?

A: The bread gets used to me.
""",
        """- | When do you get up?
- | At two, every day but Sunday.
- | Is it hard?
- | You get used to it after ten years.
- | And the bread?
- | The bread gets used to me.""",
    ),
    "interview with subheadings": (
        """A baker speaks

Jane Roe: You bake for the whole town of Elbonia now.

Ida Brandt: For most of it.

A life of flour

Jane Roe: When did it begin?

Ida Brandt: When I was nine. My mother had a mill.

The price of bread

Jane Roe: And the price?

Ida Brandt: Do not ask me that.
""",
        """Jane Roe | You bake for the whole town of Elbonia now.
Ida Brandt | For most of it.
Jane Roe | When did it begin?
Ida Brandt | When I was nine. My mother had a mill.
Jane Roe | And the price?
Ida Brandt | Do not ask me that.""",
    ),
    "stage": (
        """The Bridge: a play

SCENE 3: A bridge at night.

ROE: Who goes there?

DOE: A friend. (He steps into the light.) A friend of the river.

ROE: The river has no friends.

[They cross.]

DOE: It has one.

SCENE 4: The mill.

ROE: Is anybody at home?
""",
        """Roe | Who goes there?
Doe | A friend. (He steps into the light.) A friend of the river.
Roe | The river has no friends.
Doe | It has one.
Roe | Is anybody at home?""",
    ),
    "long answers": (
        """Jane Roe talks to Ida Brandt

JANE ROE: What is good bread?

IDA BRANDT: Good bread takes time. It wants flour, water, salt and a night of rest.

Take it from those who know: there is no other way. I have tried them all.

My mother used to say: bread is work. She was right.

JANE ROE: And the price?

IDA BRANDT: The price is what it is.
""",
        """Jane Roe | What is good bread?
Ida Brandt | Good bread takes time. It wants flour, water, salt and a night of rest.
Ida Brandt | Take it from those who know: there is no other way. I have tried them all.
Ida Brandt | My mother used to say: bread is work. She was right.
Jane Roe | And the price?
Ida Brandt | The price is what it is.""",
    ),
    "unknown voices": (
        """Town hall in Elbonia

MAYOR ROE: Who wants to begin?

AUDIENCE MEMBER: I do. When does the bridge open?

MAYOR ROE: In May.

UNIDENTIFIED WOMAN: Which year? (laughter)

MAYOR ROE: This one, I hope.

CROWD: (chanting) This one!

MAYOR ROE: Thank you.
""",
        """Roe | Who wants to begin?
- | I do. When does the bridge open?
Roe | In May.
- | Which year?
Roe | This one, I hope.
- | This one!
Roe | Thank you.""",
    ),
    "dialogue in news": (
        """The council of Elbonia fell out over its bridge on Monday night, and the record shows how.

“We need it,” Mayor Jane Roe said when the sitting began.

Then came this exchange:

Roe: You voted for it yourself.

Doe: I did no such thing.

Roe: Three times.

Doe: Never once.

The sitting ended at midnight and the bridge was put off until the spring, for the third year in a row.
""",
        """Jane Roe | You voted for it yourself.
Doe | I did no such thing.
Jane Roe | Three times.
Doe | Never once.""",
    ),
    "nothing said": (
        """What to bring

Time: noon on Monday.

Place: the old mill in Elbonia.

Price: nothing at all.

Note: dogs stay at home.

Time: again at six.

Place: the new mill.
""",
        "",
    ),
    "russian": (
        """Разговор о хлебе

Анна Петрова: Когда вы начали печь хлеб?

Иван Сидоров: Когда мне было девять лет.

Анна Петрова: А теперь?

Иван Сидоров: Теперь я пеку для всего города.

(Смех.)

Анна Петрова: Спасибо вам за разговор.
""",
        """Анна Петрова | Когда вы начали печь хлеб?
Иван Сидоров | Когда мне было девять лет.
Анна Петрова | А теперь?
Иван Сидоров | Теперь я пеку для всего города.
Анна Петрова | Спасибо вам за разговор.""",
    ),
    "german": (
        """Gespräch über Brot

Frage: Wann haben Sie angefangen?

Ida Brandt: Mit neun Jahren, in der Mühle meiner Mutter.

Frage: Und heute?

Ida Brandt: Heute backe ich für die ganze Stadt.

Frage: Was kostet ein Brot?

Ida Brandt: Zu viel.
""",
        """- | Wann haben Sie angefangen?
Ida Brandt | Mit neun Jahren, in der Mühle meiner Mutter.
- | Und heute?
Ida Brandt | Heute backe ich für die ganze Stadt.
- | Was kostet ein Brot?
Ida Brandt | Zu viel.""",
    ),
    "french": (
        f"""Entretien avec une boulangère

Jeanne Roux{NBSP}: Quand avez-vous commencé{NBSP}?

Ida Brandt{NBSP}: À neuf ans, chez ma mère.

Jeanne Roux{NBSP}: Et aujourd'hui{NBSP}?

Ida Brandt{NBSP}: Aujourd'hui, je fais du pain pour toute la ville.
""",
        f"""Jeanne Roux | Quand avez-vous commencé{NBSP}?
Ida Brandt | À neuf ans, chez ma mère.
Jeanne Roux | Et aujourd'hui{NBSP}?
Ida Brandt | Aujourd'hui, je fais du pain pour toute la ville.""",
    ),
    "questions in bold": (
        """# A talk with Ida Brandt

Ida Brandt has baked for the town of Elbonia since she was nine. Jane Roe met her at the mill.

**Q: When do you get up?**

A: At two, every day but Sunday.

**Q: Is it hard?**

A: You get used to it. It takes ten years.

**Q: And the bread?**

A: The bread gets used to me.
""",
        """- | When do you get up?
- | At two, every day but Sunday.
- | Is it hard?
- | You get used to it. It takes ten years.
- | And the bread?
- | The bread gets used to me.""",
    ),
}
