namespace Injector.Kubernetes.Watching;

/// <summary>The types of watch events.</summary>
public enum WatchChange
{
    /// <summary>An object that is new to the watch.</summary>
    Added,

    /// <summary>An object changed.</summary>
    Modified,

    /// <summary>An object is gone.</summary>
    Deleted,

    /// <summary>Nothing changed; the place from which to resume has moved on.</summary>
    Bookmark,

    /// <summary>The server cannot go on with the watch.</summary>
    Error,
}
