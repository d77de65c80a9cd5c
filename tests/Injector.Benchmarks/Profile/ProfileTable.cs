using System.Globalization;
using System.Text;

namespace Injector.Benchmarks.Profile;

/// <summary>Tables of what was sampled: the engine's methods and the base class library's together with the method that calls into it.</summary>
internal static class ProfileTable
{
    private const int MaxRows = 25;
    private const double LeastShare = 0.01;

    public static string Text(ProfileSamples samples)
    {
        var text = new StringBuilder();
        var inclusive = samples.Time.SelectMany(stack => stack.Select(Method).Where(IsOurs).Distinct()).CountBy(method => method).ToDictionary();
        text.Append("| CPU: method, with what it calls outside the engine | share | with all that it calls |\n|---|---|---|\n");
        foreach (var (method, count) in Largest(samples.Time.Select(Site)))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{method}` | {Share(count, samples.Time.Count)} | {Share(inclusive.GetValueOrDefault(method), samples.Time.Count)} |\n");
        }

        text.Append("\n| allocations: site | share | mostly |\n|---|---|---|\n");
        var types = samples.Allocations.GroupBy(tick => Site(tick.Stack)).ToDictionary(
            site => site.Key, site => string.Join(", ", site.CountBy(tick => Short(tick.Type)).OrderByDescending(type => type.Value).Take(3).Select(type => $"`{type.Key}`")));
        foreach (var (site, count) in Largest(samples.Allocations.Select(tick => Site(tick.Stack))))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{site}` | {Share(count, samples.Allocations.Count)} | {types[site]} |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<KeyValuePair<string, int>> Largest(IEnumerable<string> sites)
    {
        var all = sites.ToList();
        return all.CountBy(site => site).Where(site => site.Value >= all.Count * LeastShare).OrderByDescending(site => site.Value).Take(MaxRows);
    }

    /// <summary>The innermost method that is the engine's.</summary>
    private static string Site(string[] stack) => stack.Select(Method).FirstOrDefault(IsOurs) ?? "outside the engine";

    private static bool IsOurs(string method) => method.StartsWith("Injector.", StringComparison.Ordinal) && !method.StartsWith("Injector.Benchmarks", StringComparison.Ordinal)
        && !method.StartsWith("Injector.Testing", StringComparison.Ordinal);

    /// <summary>Without parameters.</summary>
    private static string Method(string signature) => signature.Split('(')[0];

    private static string Short(string type) => type.Split('[')[0].Split('.')[^1] + (type.EndsWith("[]", StringComparison.Ordinal) ? "[]" : "");

    private static string Share(int part, int all) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / all:F1} %");
}
