namespace Injector.Core.Profiles;

/// <summary>The order in which the profiles of one pod apply: priority, then name.</summary>
public sealed class ProfileOrder : IComparer<SidecarProfile>
{
    private ProfileOrder()
    {
    }

    /// <summary>The only instance.</summary>
    public static ProfileOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(SidecarProfile? x, SidecarProfile? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var byPriority = x.Priority.CompareTo(y.Priority);
        return byPriority != 0 ? byPriority : string.CompareOrdinal(x.Name, y.Name);
    }
}
