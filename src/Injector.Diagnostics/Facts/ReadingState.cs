namespace Injector.Diagnostics.Facts;

/// <summary>Whether something of the cluster is known.</summary>
internal enum ReadingState
{
    /// <summary>Nobody asked for it, because there was no reason to.</summary>
    NotAsked,

    /// <summary>It was read.</summary>
    Known,

    /// <summary>The server says that there is none.</summary>
    Absent,

    /// <summary>The server did not tell; why is among the unread of the facts.</summary>
    Unreadable,
}
