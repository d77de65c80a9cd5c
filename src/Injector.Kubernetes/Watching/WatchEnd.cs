namespace Injector.Kubernetes.Watching;

/// <summary>Why a list or a watch began anew. Names are stable: metrics carry them.</summary>
public enum WatchEnd
{
    /// <summary>The server ended the watch after the time that was agreed; nothing is wrong.</summary>
    Served,

    /// <summary>The server has forgotten the version to resume from (410 Gone): everything is listed again.</summary>
    Expired,

    /// <summary>The server refused, or ended the watch with an error.</summary>
    Refused,

    /// <summary>The connection failed or broke off.</summary>
    Disconnected,

    /// <summary>Nothing came for too long: the connection may be dead without anybody having said so.</summary>
    Idle,

    /// <summary>What came cannot be understood.</summary>
    Unreadable,

    /// <summary>The cluster does not have the kind (404), which is no failure of one that may be absent: it is looked for again.</summary>
    Absent,
}
