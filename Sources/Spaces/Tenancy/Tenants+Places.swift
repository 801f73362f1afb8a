package import Kernel
package import Storage

extension Tenants {
    /// The first part of the addresses of a space of the transaction's institution, for emails that no request
    /// writes; nil where nobody finds the space.
    package static func slug(
        of id: Space.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> String? {
        guard let place = try SpaceStore.place(of: id, in: &transaction), place.isPublic else {
            return nil
        }
        return place.slug
    }
}
