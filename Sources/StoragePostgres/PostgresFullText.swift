internal import Storage

/// Full text with a `tsvector` that PostgreSQL computes of each row, and a GIN index on it.
///
/// No parser, dictionary or table of letters of the server takes part: the words are folded already, and
/// become lexemes as they are. The figure before each says up to which part it stands: `1` title,
/// `2` title and text, `3` all; `0` is the scope. So one look into the index answers each tier, and
/// nothing is looked at again in the rows.
///
/// <https://www.postgresql.org/docs/15/textsearch-indexes.html>
struct PostgresFullText: FullText {
    /// The operator `@@` is not leakproof, so behind the wall between tenants no index may answer it: the
    /// program asks a function instead, which reads with its owner's rights, and only what belongs to the
    /// tenant of the proof.
    ///
    /// Statements are planned with the words that are looked for: a rare word is found in the index, for
    /// a common one the newest rows are looked through.
    ///
    /// <https://www.postgresql.org/docs/15/rules-privileges.html>
    let index = """
        ALTER TABLE \(FullTextTable.name) ADD COLUMN words TSVECTOR GENERATED ALWAYS AS (
            array_to_tsvector(string_to_array(
                '0' || scope
                || ' 1' || replace(title, ' ', ' 1')
                || ' 2' || replace(title || ' ' || text, ' ', ' 2')
                || ' 3' || replace(title || ' ' || text || ' ' || annex, ' ', ' 3'),
                ' '
            ))
        ) STORED;
        CREATE INDEX search_entry_words ON \(FullTextTable.name) USING gin (words)
            WITH (fastupdate = off);
        CREATE OR REPLACE FUNCTION search_best(
            asked_tenant TEXT, asked_space BIGINT, asked_kind TEXT,
            title TEXT, text TEXT, annex TEXT, most BIGINT
        ) RETURNS TABLE (number BIGINT, tier BIGINT)
        LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT AS $$
        DECLARE
            asked TEXT[] := ARRAY[title, text, annex];
            found BIGINT;
        BEGIN
            IF NOT coalesce(asked_tenant = parvis_wall.sight(), FALSE) THEN
                RAISE EXCEPTION 'a search named another tenant than its transaction'
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            FOR level IN 1..3 LOOP
                RETURN QUERY EXECUTE
                    'SELECT entry.number, $6 FROM \(FullTextTable.name) AS entry '
                    'WHERE entry.tenant_id = $1 AND entry.space_id = $2 AND entry.kind = $3 '
                    'AND entry.words @@ $4 ORDER BY entry.number DESC LIMIT $5'
                    USING asked_tenant, asked_space, asked_kind, asked[level]::tsquery, most,
                        level::bigint;
                GET DIAGNOSTICS found = ROW_COUNT;
                EXIT WHEN found >= most;
            END LOOP;
        END $$
        """

    /// The same function, which gives the names too: it has read the rows already.
    let names = """
        DROP FUNCTION search_best(TEXT, BIGINT, TEXT, TEXT, TEXT, TEXT, BIGINT);
        CREATE FUNCTION search_best(
            asked_tenant TEXT, asked_space BIGINT, asked_kind TEXT,
            title TEXT, text TEXT, annex TEXT, most BIGINT
        ) RETURNS TABLE (id TEXT, number BIGINT, tier BIGINT)
        LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100 SET search_path FROM CURRENT AS $$
        DECLARE
            asked TEXT[] := ARRAY[title, text, annex];
            found BIGINT;
        BEGIN
            IF NOT coalesce(asked_tenant = parvis_wall.sight(), FALSE) THEN
                RAISE EXCEPTION 'a search named another tenant than its transaction'
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            FOR level IN 1..3 LOOP
                RETURN QUERY EXECUTE
                    'SELECT entry.id, entry.number, $6 FROM \(FullTextTable.name) AS entry '
                    'WHERE entry.tenant_id = $1 AND entry.space_id = $2 AND entry.kind = $3 '
                    'AND entry.words @@ $4 ORDER BY entry.number DESC LIMIT $5'
                    USING asked_tenant, asked_space, asked_kind, asked[level]::tsquery, most,
                        level::bigint;
                GET DIAGNOSTICS found = ROW_COUNT;
                EXIT WHEN found >= most;
            END LOOP;
        END $$
        """

    /// Of a word that nothing holds the planner believes that some rows do, and would look for the first of
    /// them through all rows: only the index may answer.
    let holds = """
        CREATE FUNCTION search_holds(
            asked_tenant TEXT, asked_space BIGINT, asked_kind TEXT, anywhere TEXT
        ) RETURNS BOOLEAN
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT
        SET enable_seqscan = off SET enable_indexscan = off AS $$
        DECLARE
            found BOOLEAN;
        BEGIN
            IF NOT coalesce(asked_tenant = parvis_wall.sight(), FALSE) THEN
                RAISE EXCEPTION 'a search named another tenant than its transaction'
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            EXECUTE
                'SELECT EXISTS (SELECT 1 FROM \(FullTextTable.name) AS entry '
                'WHERE entry.tenant_id = $1 AND entry.space_id = $2 AND entry.kind = $3 '
                'AND entry.words @@ $4)'
                INTO found USING asked_tenant, asked_space, asked_kind, anywhere::tsquery;
            RETURN found;
        END $$
        """

    func added(_ number: Int) -> SQL? { nil }

    func removing(_ number: Int) -> SQL? { nil }

    let rebuilding: SQL? = nil

    func exists(_ question: FullTextQuestion) -> SQL {
        """
        search_holds(
            \(question.tenant), \(question.space), \(question.kind), \(Self.text(of: question, tier: 3))
        )
        """
    }

    /// The function goes from tier to tier by itself.
    func best(_ question: FullTextQuestion, step: Int, most: Int) -> SQL? {
        step == 0 ? "SELECT id, number, tier FROM \(Self.call(question, most: most))" : nil
    }

    private static func call(_ question: FullTextQuestion, most: Int) -> SQL {
        """
        search_best(
            \(question.tenant), \(question.space), \(question.kind),
            \(text(of: question, tier: 1)), \(text(of: question, tier: 2)),
            \(text(of: question, tier: 3)), \(most)
        )
        """
    }

    /// A question in the words of `tsquery`; every word stands between quotation marks.
    private static func text(of question: FullTextQuestion, tier: Int) -> String {
        let terms = question.terms.map { forms in
            let texts = forms.map { "'\(tier)\($0.word)'" + ($0.isBeginning ? ":*" : "") }
            return "(" + texts.joined(separator: " | ") + ")"
        }
        return "'0\(question.scope)' & " + terms.joined(separator: " & ")
    }
}
