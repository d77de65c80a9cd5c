using System.Globalization;

namespace Injector.Server.Observability.Logging;

/// <summary>Moments as ISO 8601 writes them, in UTC: what collectors of logs take for a time.</summary>
internal static class Iso8601
{
    internal static string ToIso8601(this DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
