using Injector.Core.Snapshots;

namespace Injector.Server.Snapshots;

/// <summary>
/// The one reference that requests read: everything a decision depends on, replaced whole. Readers take no lock; writers, of which there are few,
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
