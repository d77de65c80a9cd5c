using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Composition;

/// <summary>Rejects options that only make sense together, or that contradict each other.</summary>
internal static class OptionCombinations
{
    /// <summary>Checks the options of one target.</summary>
    /// <param name="options">Its options, including those of the route.</param>
    /// <param name="timeout">The route's timeout; <see langword="null"/> for none.</param>
    /// <param name="place">Where they are written.</param>
    /// <param name="problems">Receives contradictions.</param>
    public static void Check(TrafficOptions options, TimeSpan? timeout, PlacedText place, ProblemList problems)
    {
        if (options.PerTry > timeout)
        {
            problems.AddAt(place, "option perTry is longer than timeout, which counts all tries together; make it shorter");
        }

        if ((options.EjectFor is not null || options.EjectMax is not null) && options.Outlier is null)
        {
            problems.AddAt(place, "options ejectFor and ejectMax say how outliers are left out, and none are; add outlier=5, or remove them");
        }

        var aboutHealth = options.HealthInterval is not null || options.HealthTimeout is not null
            || options.UnhealthyAfter is not null || options.HealthyAfter is not null;
        if (aboutHealth && options.Health is null)
        {
            problems.AddAt(place, "options of health checks are there without health; add health=/healthz, or remove them");
        }

        if (options.HealthTimeout > options.HealthInterval)
        {
            problems.AddAt(place, "option healthTimeout is longer than healthInterval; make it shorter");
        }

        if ((options.RetryAnyMethod is not null || options.PerTry > TimeSpan.Zero) && options.Retries == 0)
        {
            problems.AddAt(place, "options retryMethods and perTry speak of retries, and retries is 0; remove them, or allow retries");
        }
    }
}
