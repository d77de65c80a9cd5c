namespace Injector.Kubernetes.Watching;

/// <summary>Why a list or a watch was restarted. Names are stable, because metrics contain them.</summary>
public enum WatchEnd
{
    /// <summary>The server ended the watch after the agreed time; nothing is wrong.</summary>
    Served,

    /// <summary>The version to resume from has expired (410 Gone): everything is listed again.</summary>
    Expired,

    /// <summary>The server refused, or ended the watch with an error.</summary>
    Refused,

    /// <summary>The connection failed or broke off.</summary>
    Disconnected,

    /// <summary>Nothing arrived for too long: the connection may have died silently.</summary>
    Idle,

    /// <summary>The received data cannot be understood.</summary>
    Unreadable,

    /// <summary>The cluster lacks the kind (404), which is no failure if it may be absent: it is retried.</summary>
    Absent,
}

/// <summary>A list or watch ended in a way that the loop can recover from.</summary>
internal sealed class WatchEndedException(WatchEnd end, string explanation, TimeSpan? retryAfter = null, bool keepsPlace = false) : Exception(explanation)
{
    internal WatchEnd End => end;

    /// <summary>The pause that the server requested.</summary>
    internal TimeSpan? RetryAfter => retryAfter;

    /// <summary>Whether the watch may resume from its version; otherwise everything is listed again.</summary>
    internal bool KeepsPlace => keepsPlace;

    /// <summary>A request was answered with an error status.</summary>
    internal static WatchEndedException Answered(Api.ApiStatus status, bool mayBeAbsent) => status.IsNotFound && mayBeAbsent
        ? new WatchEndedException(WatchEnd.Absent, status.ToString(), status.RetryAfter)
        : Of(status, keepsPlace: status.Code is 429 or >= 500 && !status.IsGone);

    /// <summary>An ERROR event arrived: whatever its code, the watch cannot be resumed.</summary>
    internal static WatchEndedException FromStatus(Api.ApiStatus status) => Of(status, keepsPlace: false);

    private static WatchEndedException Of(Api.ApiStatus status, bool keepsPlace) =>
        new(status.IsGone ? WatchEnd.Expired : WatchEnd.Refused, status.ToString(), status.RetryAfter, keepsPlace);
}
