/// Each tenant that has certain rows, where one engine holds the whole table.
package enum SkippingTenants {
    /// Goes from one tenant to the next in the index that begins with it: whoever has no such rows costs
    /// nothing, and whoever has many no more than others.
    package static func query(in table: String, where condition: SQL) -> SQL {
        let name = SQL.name(table)
        return """
            WITH RECURSIVE holder (tenant_id) AS (
                SELECT min(tenant_id) FROM \(name) WHERE \(condition)
                UNION ALL
                SELECT (
                    SELECT min(\(name).tenant_id) FROM \(name)
                    WHERE \(condition) AND \(name).tenant_id > holder.tenant_id
                )
                FROM holder WHERE holder.tenant_id IS NOT NULL
            )
            SELECT tenant_id FROM holder
            """
    }
}
