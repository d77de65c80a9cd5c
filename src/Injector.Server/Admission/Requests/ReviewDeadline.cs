using Injector.Grammar.Numbers;
using Microsoft.AspNetCore.Http;

namespace Injector.Server.Admission.Requests;

/// <summary>
/// The deadline of a review. API servers send their timeout in the query (<c>?timeout=5s</c>, the <c>timeoutSeconds</c> of the webhook); a tenth of it is
/// reserved for returning the response.
/// </summary>
internal readonly struct ReviewDeadline(TimeProvider time, TimeSpan timeout)
{
    /// <summary>The timeout if the client sends none: that of the webhook configurations we ship.</summary>
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private const string Parameter = "timeout=";

    // The range that Kubernetes allows for timeoutSeconds.
    private static readonly TimeSpan MinTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromSeconds(30);

    private readonly long _began = time.GetTimestamp();
    private readonly TimeSpan _available = timeout * 0.9;

    /// <summary>The remaining time; zero after the deadline.</summary>
    internal TimeSpan Remaining => _available - time.GetElapsedTime(_began) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>The deadline of a request that has just arrived.</summary>
    internal static ReviewDeadline Of(HttpRequest request, TimeProvider time) => new(time, Timeout(request.QueryString.Value));

    /// <summary>The timeout in a query, clamped to the range that Kubernetes allows.</summary>
    internal static TimeSpan Timeout(string? query)
    {
        if (string.IsNullOrEmpty(query) || query == "?timeout=5s")
        {
            return DefaultTimeout;
        }

        foreach (var range in query.AsSpan(1).Split('&'))
        {
            var parameter = query.AsSpan(1)[range];
            if (parameter.StartsWith(Parameter, StringComparison.Ordinal) && DurationText.TryParse(parameter[Parameter.Length..].ToString(), out var timeout))
            {
                return timeout < MinTimeout ? MinTimeout : timeout > MaxTimeout ? MaxTimeout : timeout;
            }
        }

        return DefaultTimeout;
    }
}

/// <summary>The clock for request deadlines.</summary>
/// <param name="Time">The clock.</param>
internal sealed record RequestClock(TimeProvider Time);
