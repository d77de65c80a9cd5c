using System.Globalization;

namespace Injector.Server.Observability.Logging;

/// <summary>Timestamps in ISO 8601, in UTC: the format that log collectors recognize.</summary>
internal static class Iso8601
{
    internal static string ToIso8601(this DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
