namespace Injector.Server.Observability.Logging;

/// <summary>The ids of all log events of the server. The names are stable, because people search for them.</summary>
internal static class EventIds
{
    internal const int Decided = 1;
    internal const int Refused = 2;
    internal const int EngineFailed = 3;

    internal const int Listening = 10;
    internal const int WarmedUp = 11;
    internal const int WarmUpFailed = 12;
    internal const int Draining = 13;
    internal const int Stopped = 14;
    internal const int BackgroundFailed = 15;
    internal const int BackgroundRecovered = 16;
    internal const int MetricUnreadable = 17;

    internal const int CertificateHeld = 18;
    internal const int CertificateLookFailed = 19;
    internal const int CertificateLoaded = 20;
    internal const int CertificateRejected = 21;
    internal const int CertificateExpired = 22;
    internal const int AuthorityMade = 23;
    internal const int LeafIssued = 24;
    internal const int FormerAuthorityDropped = 25;
    internal const int TrustWritten = 26;
    internal const int RenewalFailed = 27;
    internal const int RenewalRecovered = 28;
    internal const int LeaseKept = 29;

    internal const int ProfilesLoaded = 30;
    internal const int ProfileError = 31;
    internal const int ProfileReplaced = 32;
    internal const int ProfileRefused = 33;
    internal const int ProfileObjectWrong = 34;
    internal const int ProfileObjectReplaces = 35;
    internal const int ProfileObjectsLoaded = 36;
    internal const int ProfileStatusUnwritten = 37;
    internal const int ProfileStatusWritten = 38;
    internal const int DefaultProfileUnknown = 39;
    internal const int DefaultProfileKnown = 50;

    internal const int ClusterListed = 40;
    internal const int WatchServed = 41;
    internal const int WatchBroken = 42;
    internal const int VersionDiscovered = 43;
    internal const int VersionUnknown = 44;
    internal const int WatchMissing = 45;
    internal const int WatchUnpublished = 46;

    internal const int ConfigurationWhole = 60;
    internal const int ConfigurationOpened = 61;
    internal const int ConfigurationAbsent = 62;
    internal const int ConfigurationDeleted = 63;
    internal const int ConfigurationOverwritten = 64;
    internal const int ConfigurationUnusable = 65;
    internal const int ConfigurationUnwritten = 66;
}
