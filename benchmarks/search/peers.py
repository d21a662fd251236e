"""The engines to compare with: stock Whoosh, tantivy-py and SQLite FTS5, each in its usual best form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from search.corpus import rows, slices
from search.engine import COUNTED, Engine

VALUES = ("article", "kind", "speaker", "date")


def _rows(corpus: Path) -> Any:
    for piece in slices(corpus, 1 << 30):
        yield from rows(piece)


class Whoosh(Engine):
    """Whoosh with its own codec, writer and analyzer."""

    name = "whoosh"
    module = "whoosh"

    def build(self, corpus: Path, folder: str, jobs: int) -> None:
        """One process: its own pool loses documents."""
        from whoosh import analysis, fields, index

        values = {name: fields.ID(sortable=name == "speaker") for name in VALUES}
        schema = fields.Schema(
            text=fields.TEXT(analyzer=analysis.StemmingAnalyzer(stoplist=None)), row=fields.STORED, **values
        )
        writer = index.create_in(folder, schema).writer(limitmb=256)
        for row in _rows(corpus):
            writer.add_document(
                text=row["text"], row=row, **{name: row[name] for name in VALUES if row[name]}
            )
        writer.commit()

    def open(self, folder: str) -> None:
        """A searcher."""
        from whoosh import index

        self._index = index.open_dir(folder)
        self._searcher = self._index.searcher()
        self._analyzer = self._index.schema["text"].analyzer

    def run(self, kind: str, words: list[str]) -> tuple[int, int]:
        """Its own search, with its highlighter."""
        from whoosh import query as q
        from whoosh.sorting import Count

        def term(word: str) -> Any:
            return q.Term("text", next(token.text for token in self._analyzer(word)))

        options: dict[str, Any] = {}
        match kind:
            case "and":
                node = q.And(list(map(term, words)))
            case "or":
                node = q.Or(list(map(term, words)))
            case "phrase":
                node = q.Phrase("text", [term(word).text for word in words])
            case "prefix":
                node = q.Prefix("text", words[0])
            case "wildcard":
                node = q.Wildcard("text", words[0])
            case "fuzzy":
                node = q.FuzzyTerm("text", term(words[0]).text, maxdist=1)
            case "speaker":
                node = term(words[0])
                options["filter"] = q.Term("speaker", words[1])
            case "typing":
                node = q.And([term(words[0]), q.Prefix("text", words[1])])
            case _:
                node = term(words[0])
        if kind == "facets":
            options |= {"groupedby": "speaker", "maptype": Count}
        results = self._searcher.search(node, limit=20, **options)
        if kind == "facets":
            groups = results.groups("speaker")
            return len(results.top_n), sum(n for name, n in groups.items() if name)
        stored = [hit.fields()["row"] for hit in results]
        if kind == "highlights":
            for hit, row in zip(results, stored, strict=True):
                hit.highlights("text", text=row["text"])
        return len(stored), len(results) if kind in COUNTED else -1

    def add(self, folder: str, made: list[dict[str, Any]]) -> None:
        """A commit without a merge."""
        from whoosh import index

        writer = index.open_dir(folder).writer()
        for row in made:
            writer.add_document(
                text=row["text"], row=row, **{name: row[name] for name in VALUES if row[name]}
            )
        writer.commit(merge=False)


class WhooshSame(Whoosh):
    """Whoosh's own codec and writer given all the documents and fields that quoth keeps: built only."""

    name = "whoosh-same"
    classes = frozenset()

    def build(self, corpus: Path, folder: str, jobs: int) -> None:
        """One process."""
        from whoosh import index

        from quoth.index.analysis import stems_of
        from quoth.index.documents import Origin, documents
        from quoth.index.whooshschema import build_schema

        writer = index.create_in(folder, build_schema()).writer(limitmb=256)
        for article in articles_of(corpus):
            for fields in documents(article, Origin(article.source, len(article.text), 0), 0.0):
                made = {name: value for name, value in fields.items() if name not in ("above", "tongue")}
                if "text" in made:
                    made["stem"] = tuple(stems_of(words, article.language) for words in made["text"])
                writer.add_document(**made)
        writer.commit()

    def open(self, folder: str) -> None:
        """Nothing is asked of it."""

    def add(self, folder: str, made: list[dict[str, Any]]) -> None:
        """Nothing is added to it."""


class Tantivy(Engine):
    """tantivy-py with its English stemmer."""

    name = "tantivy"
    module = "tantivy"

    def build(self, corpus: Path, folder: str, jobs: int) -> None:
        """As many threads as jobs."""
        import tantivy

        writer = tantivy.Index(_schema(tantivy), path=folder).writer(256_000_000, jobs)
        for row in _rows(corpus):
            writer.add_document(self._document(tantivy, row))
        writer.commit()
        writer.wait_merging_threads()

    def _document(self, tantivy: Any, row: dict[str, Any]) -> Any:
        fields = {name: [row[name]] for name in VALUES if row[name]}
        rest = {"section": row["section"], "position": row["position"]}
        return tantivy.Document(text=[row["text"]], row=[json.dumps(rest)], **fields)

    def open(self, folder: str) -> None:
        """A searcher and the stemmer of its index."""
        import tantivy

        self._tantivy = tantivy
        self._index = tantivy.Index.open(folder)
        self._index.reload()
        self._searcher = self._index.searcher()
        self._schema = self._index.schema
        simple = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        self._analyzer = (
            simple.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("english")).build()
        )

    def run(self, kind: str, words: list[str]) -> tuple[int, int]:
        """Query objects, not the parser."""
        tantivy, schema = self._tantivy, self._schema
        query, must = tantivy.Query, tantivy.Occur.Must

        def stem(word: str) -> str:
            return str(self._analyzer.analyze(word)[0])

        def term(word: str) -> Any:
            return query.term_query(schema, "text", stem(word))

        def prefix(word: str) -> Any:
            return query.regex_query(schema, "text", word + ".*")

        match kind:
            case "and":
                node = query.boolean_query([(must, term(word)) for word in words])
            case "or":
                node = query.boolean_query([(tantivy.Occur.Should, term(word)) for word in words])
            case "phrase":
                node = query.phrase_query(schema, "text", list(map(stem, words)))
            case "prefix":
                node = prefix(words[0])
            case "wildcard":
                node = query.regex_query(schema, "text", words[0].replace("*", ".*"))
            case "fuzzy":
                node = query.fuzzy_term_query(schema, "text", stem(words[0]), 1)
            case "speaker":
                only = query.const_score_query(query.term_query(schema, "speaker", words[1]), 0.0)
                node = query.boolean_query([(must, term(words[0])), (must, only)])
            case "typing":
                node = query.boolean_query([(must, term(words[0])), (must, prefix(words[1]))])
            case _:
                node = term(words[0])
        total = -1
        if kind == "facets":
            answer = self._searcher.aggregate(node, {"by": {"terms": {"field": "speaker", "size": 65000}}})
            total = sum(bucket["doc_count"] for bucket in answer["by"]["buckets"])
        found = self._searcher.search(node, 20, count=kind in ("rare", "phrase"))
        documents = [self._searcher.doc(address) for _, address in found.hits]
        if kind == "highlights":
            maker = tantivy.SnippetGenerator.create(self._searcher, node, schema, "text")
            for document in documents:
                maker.snippet_from_doc(document).to_html()
        stored = [document.to_dict() for document in documents]
        if kind in ("rare", "phrase"):
            total = found.count
        return len(stored), total

    def add(self, folder: str, made: list[dict[str, Any]]) -> None:
        """A commit."""
        import tantivy

        writer = tantivy.Index.open(folder).writer(64_000_000, 1)
        for row in made:
            writer.add_document(self._document(tantivy, row))
        writer.commit()


class TantivySame(Tantivy):
    """tantivy given all the documents that quoth keeps, words and stems both with positions: built only."""

    name = "tantivy-same"
    classes = frozenset()

    def build(self, corpus: Path, folder: str, jobs: int) -> None:
        """As many threads as jobs; of what a hit shows it stores the words alone."""
        import tantivy

        from quoth.index.documents import Origin, documents
        from quoth.index.schema import VALUE_FIELDS

        builder = tantivy.SchemaBuilder()
        for name in VALUE_FIELDS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        for name, tokenizer in (("text", "default"), ("stem", "en_stem")):
            builder.add_text_field(name, tokenizer_name=tokenizer, index_option="position")
        builder.add_text_field("row", stored=True, tokenizer_name="raw", index_option="basic")
        writer = tantivy.Index(builder.build(), path=folder).writer(256_000_000, jobs)
        for article in articles_of(corpus):
            for fields in documents(article, Origin(article.source, len(article.text), 0), 0.0):
                values = {name: list(fields[name]) for name in VALUE_FIELDS if name in fields}
                words = [" ".join(value) for value in fields.get("text", ())]
                writer.add_document(tantivy.Document(text=words, stem=words, row=words, **values))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: str) -> None:
        """Nothing is asked of it."""

    def add(self, folder: str, made: list[dict[str, Any]]) -> None:
        """Nothing is added to it."""


def articles_of(corpus: Path) -> Any:
    """The articles of the corpus as quoth has them."""
    from search.ours import articles

    return articles(_rows(corpus))


def _schema(tantivy: Any) -> Any:
    builder = tantivy.SchemaBuilder()
    for name in VALUES:
        builder.add_text_field(name, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem", index_option="position")
    builder.add_text_field("row", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


class Fts5(Engine):
    """SQLite FTS5 over an external table, ranked first and joined then."""

    name = "fts5"
    module = "sqlite3"
    classes = frozenset(
        {"rare", "common", "and", "or", "phrase", "prefix", "speaker", "facets", "highlights", "typing"}
    )

    def build(self, corpus: Path, folder: str, jobs: int) -> None:
        """One transaction, no journal, optimised at the end."""
        connection = self._connect(folder)
        connection.execute("pragma journal_mode=off")
        connection.execute("pragma synchronous=off")
        connection.execute(
            "create table p (id integer primary key, article, kind, speaker, date, section, position, text)"
        )
        connection.execute(
            "create virtual table f using "
            "fts5 (text, content='p', content_rowid='id', tokenize='porter unicode61')"
        )
        batch = []
        for number, row in enumerate(_rows(corpus), 1):
            batch.append(self._row(number, row))
            if len(batch) == 5000:
                self._insert(connection, batch)
                batch.clear()
        self._insert(connection, batch)
        connection.execute("create index by_speaker on p (speaker)")
        connection.execute("insert into f (f) values ('optimize')")
        connection.commit()
        connection.close()

    def _connect(self, folder: str) -> Any:
        import sqlite3

        return sqlite3.connect(f"{folder}/index.db")

    def _row(self, number: int, row: dict[str, Any]) -> tuple[Any, ...]:
        return (number, *(row[name] for name in (*VALUES, "section", "position", "text")))

    def _insert(self, connection: Any, batch: list[tuple[Any, ...]]) -> None:
        connection.executemany("insert into p values (?, ?, ?, ?, ?, ?, ?, ?)", batch)
        connection.executemany(
            "insert into f (rowid, text) values (?, ?)", [(row[0], row[7]) for row in batch]
        )

    def open(self, folder: str) -> None:
        """A connection that has read its statistics."""
        self._connection = self._connect(folder)
        self._connection.execute("select rowid from f where f match 'zzzz'").fetchall()

    def run(self, kind: str, words: list[str]) -> tuple[int, int]:
        """Ranks in the full-text table, then joins 20 rows."""
        execute = self._connection.execute
        match kind:
            case "and":
                node = " AND ".join(words)
            case "or":
                node = " OR ".join(words)
            case "phrase":
                node = '"' + " ".join(words) + '"'
            case "prefix":
                node = words[0] + "*"
            case "typing":
                node = f"{words[0]} AND {words[1]}*"
            case _:
                node = words[0]
        best = (
            "select p.*, k.rank from (select rowid, rank from f where f match ? order by rank limit 20) k "
            "join p on p.id = k.rowid"
        )
        total = -1
        if kind == "speaker":
            best = (
                "select p.*, f.rank from f join p on p.id = f.rowid "
                "where f match ? and p.speaker = ? order by f.rank limit 20"
            )
            return len(execute(best, (node, words[1])).fetchall()), -1
        if kind == "facets":
            groups = execute(
                "select p.speaker, count(*) from f join p on p.id = f.rowid "
                "where f match ? and p.speaker <> '' group by 1",
                (node,),
            ).fetchall()
            total = sum(count for _, count in groups)
        if kind == "highlights":
            best = (
                "select p.*, highlight(f, 0, '<b>', '</b>') from f join p on p.id = f.rowid "
                "where f match ? order by f.rank limit 20"
            )
        stored = execute(best, (node,)).fetchall()
        if kind in ("rare", "phrase"):
            total = execute("select count(*) from f where f match ?", (node,)).fetchone()[0]
        return len(stored), total

    def add(self, folder: str, made: list[dict[str, Any]]) -> None:
        """A transaction with the journal on."""
        connection = self._connect(folder)
        first = connection.execute("select max(id) from p").fetchone()[0] + 1
        self._insert(connection, [self._row(number, row) for number, row in enumerate(made, first)])
        connection.commit()
        connection.close()
