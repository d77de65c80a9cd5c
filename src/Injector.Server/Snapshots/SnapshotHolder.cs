using Injector.Core.Snapshots;

namespace Injector.Server.Snapshots;

/// <summary>
/// Holds the one reference that requests read: the snapshot with everything a decision depends on, replaced as a whole. Readers take no lock; the few writers
/// take turns.
/// </summary>
internal sealed class SnapshotHolder(InjectionSnapshot first)
{
    private readonly Lock _gate = new();
    private volatile InjectionSnapshot _current = first;

    internal InjectionSnapshot Current => _current;

    internal void Replace(Func<InjectionSnapshot, InjectionSnapshot> change)
    {
        lock (_gate)
        {
            _current = change(_current);
        }
    }
}
