namespace Injector.Kubernetes.Watching;

/// <summary>Why a list or a watch started again. Names are stable: metrics carry them.</summary>
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

/// <summary>A list or watch came to an end that the loop knows how to go on from.</summary>
internal sealed class WatchEndedException(WatchEnd end, string explanation, TimeSpan? retryAfter = null, bool keepsPlace = false) : Exception(explanation)
{
    internal WatchEnd End => end;

    /// <summary>The pause that the server asked for.</summary>
    internal TimeSpan? RetryAfter => retryAfter;

    /// <summary>Whether the watch may go on from where it was; else everything is listed again.</summary>
    internal bool KeepsPlace => keepsPlace;

    /// <summary>A request was answered with a status.</summary>
    internal static WatchEndedException Answered(Api.ApiStatus status, bool mayBeAbsent) => status.IsNotFound && mayBeAbsent
        ? new WatchEndedException(WatchEnd.Absent, status.ToString(), status.RetryAfter)
        : Of(status, keepsPlace: status.Code is 429 or >= 500 && !status.IsGone);

    /// <summary>An ERROR event came: the server has lost the thread, whatever its code.</summary>
    internal static WatchEndedException FromStatus(Api.ApiStatus status) => Of(status, keepsPlace: false);

    private static WatchEndedException Of(Api.ApiStatus status, bool keepsPlace) =>
        new(status.IsGone ? WatchEnd.Expired : WatchEnd.Refused, status.ToString(), status.RetryAfter, keepsPlace);
}
