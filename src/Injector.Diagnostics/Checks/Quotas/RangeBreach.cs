using System.Globalization;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Numbers;

namespace Injector.Diagnostics.Checks.Quotas;

/// <summary>One violation of a LimitRange (minConstraint, maxConstraint and limitRequestRatioConstraint of plugin/pkg/admission/limitranger).</summary>
/// <param name="Rule">The violated rule, without amounts.</param>
/// <param name="Detail">The stated and the allowed amount, for people.</param>
internal sealed record RangeBreach(string Rule, string Detail)
{
    /// <summary><c>requests</c> or <c>limits</c>: the section to change.</summary>
    public required string Section { get; init; }

    /// <summary>Name of the resource.</summary>
    public required string Resource { get; init; }

    /// <summary>An amount that would be accepted; <see langword="null"/> if changing one amount of a container is not enough.</summary>
    public decimal? Amount { get; init; }

    /// <summary>All violations of one item of a range by a container or pod.</summary>
    /// <param name="range">The item.</param>
    /// <param name="who">Whose amounts they are, for people.</param>
    /// <param name="requests">Its requests.</param>
    /// <param name="limits">Its limits.</param>
    public static IEnumerable<RangeBreach> Of(
        ResourceRange range, string who, IReadOnlyDictionary<string, decimal> requests, IReadOnlyDictionary<string, decimal> limits)
    {
        var (required, optional) = (new Side(who, "requests", requests), new Side(who, "limits", limits));
        return
        [
            .. range.Min.Select(min => required.AtLeast(min.Key, min.Value, isDemanded: true)).OfType<RangeBreach>(),
            .. range.Min.Select(min => optional.AtLeast(min.Key, min.Value, isDemanded: false)).OfType<RangeBreach>(),
            .. range.Max.Select(max => required.AtMost(max.Key, max.Value, isDemanded: false)).OfType<RangeBreach>(),
            .. range.Max.Select(max => optional.AtMost(max.Key, max.Value, isDemanded: true)).OfType<RangeBreach>(),
            .. range.MaxRatio.Select(ratio => Ratio(who, ratio.Key, ratio.Value, requests.GetValueOrDefault(ratio.Key), limits.GetValueOrDefault(ratio.Key))).OfType<RangeBreach>(),
        ];
    }

    private static RangeBreach? Ratio(string who, string name, decimal most, decimal request, decimal limit)
    {
        if (request == 0 || limit == 0)
        {
            var section = limit == 0 ? "limits" : "requests";
            return new RangeBreach($"ratio {name}", $"{who} states no {section}.{name}, and the range wants a request and a limit")
            {
                Section = section,
                Resource = name,
                Amount = request > 0 ? request : limit > 0 ? limit : null,
            };
        }

        return limit / request <= most
            ? null
            : new RangeBreach($"ratio {name}", string.Create(CultureInfo.InvariantCulture, $"{who} has limits.{name} {QuantityFormat.Write(name, limit)}, {limit / request:0.##} times its request, and the most is {most:0.##} times"))
            {
                Section = "requests",
                Resource = name,
                Amount = limit / most,
            };
    }

    /// <summary>The requests or the limits of a container or pod.</summary>
    private sealed record Side(string Who, string Section, IReadOnlyDictionary<string, decimal> Amounts)
    {
        public RangeBreach? AtLeast(string name, decimal min, bool isDemanded) => Hold(name, min, stated => stated >= min, "the least is", isDemanded);

        public RangeBreach? AtMost(string name, decimal max, bool isDemanded) => Hold(name, max, stated => stated <= max, "the most is", isDemanded);

        private RangeBreach? Hold(string name, decimal bound, Func<decimal, bool> isHeld, string rule, bool isDemanded)
        {
            var isStated = Amounts.TryGetValue(name, out var stated);
            return (isStated ? isHeld(stated) : !isDemanded)
                ? null
                : new RangeBreach($"{rule} {Section}.{name}", $"{Who} {(isStated ? $"has {Section}.{name} {QuantityFormat.Write(name, stated)}" : $"states no {Section}.{name}")}, and {rule} {QuantityFormat.Write(name, bound)}")
                {
                    Section = Section,
                    Resource = name,
                    Amount = bound,
                };
        }
    }
}
