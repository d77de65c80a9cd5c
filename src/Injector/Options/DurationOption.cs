using System.CommandLine;
using Injector.Grammar.Numbers;

namespace Injector.Options;

/// <summary>Options for durations in the notation common in Kubernetes.</summary>
internal static class DurationOption
{
    /// <summary>Creates an option without a default.</summary>
    public static Option<TimeSpan?> Make(string name, string description) => new(name)
    {
        HelpName = "DURATION",
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DurationText.TryParse(text, out var duration))
            {
                return duration;
            }

            result.AddError($"{name} '{text}' is not a duration; write a number and its unit, such as 20s or 1m30s.");
            return null;
        },
    };
}
