using System.Globalization;
using System.Text;

namespace Injector.Benchmarks.Profile;

/// <summary>Tables of what was sampled. What the base class library and the runtime do counts for the engine's method that called them.</summary>
internal static class ProfileTable
{
    private const int MaxRows = 25;
    private const double LeastShare = 0.01;

    /// <summary>From here on a method is shown for what it calls.</summary>
    private const double StageShare = 0.04;

    /// <summary>The methods that take the time.</summary>
    public static string Of(IReadOnlyList<string[]> samples)
    {
        var inclusive = samples.SelectMany(stack => stack.Where(IsOurs).Distinct()).CountBy(method => method).ToDictionary();
        var runtime = samples.Count(stack => stack is [var innermost, ..] && IsNative(innermost));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{samples.Count} samples, {Share(runtime, samples.Count)} of them in native code: allocation, collection, copying.\n\n");
        text.Append("| CPU: method | alone | with the engine's methods that it calls |\n|---|---|---|\n");
        var alone = samples.CountBy(Site).ToDictionary();
        foreach (var (method, count) in inclusive.OrderByDescending(method => method.Value))
        {
            if (count < samples.Count * StageShare && alone.GetValueOrDefault(method) < samples.Count * LeastShare)
            {
                continue;
            }

            text.Append(CultureInfo.InvariantCulture, $"| `{Short(method)}` | {Share(alone.GetValueOrDefault(method), samples.Count)} | {Share(count, samples.Count)} |\n");
        }

        return text.ToString();
    }

    /// <summary>The methods that allocate.</summary>
    public static string Of(IReadOnlyList<AllocationSample> samples)
    {
        var text = new StringBuilder("| allocations: method | share | mostly |\n|---|---|---|\n");
        var types = samples.GroupBy(sample => Site(sample.Stack)).ToDictionary(site => site.Key, Types);
        foreach (var (site, count) in Top(samples.Select(sample => Site(sample.Stack))))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{Short(site)}` | {Share(count, samples.Count)} | {types[site]} |\n");
        }

        return text.ToString();
    }

    private static string Types(IEnumerable<AllocationSample> samples) =>
        string.Join(", ", samples.CountBy(sample => TypeName(sample.Type)).OrderByDescending(type => type.Value).Take(3).Select(type => $"`{type.Key}`"));

    private static IEnumerable<KeyValuePair<string, int>> Top(IEnumerable<string> sites)
    {
        var all = sites.ToList();
        return all.CountBy(site => site).Where(site => site.Value >= all.Count * LeastShare).OrderByDescending(site => site.Value).Take(MaxRows);
    }

    /// <summary>The innermost method that is the engine's.</summary>
    private static string Site(string[] stack) => stack.FirstOrDefault(IsOurs) ?? "outside the engine";

    private static bool IsNative(string frame) => frame.EndsWith(".so", StringComparison.Ordinal) || frame.Contains(".so.", StringComparison.Ordinal);

    private static bool IsOurs(string method) => method.StartsWith("Injector.", StringComparison.Ordinal) && !method.StartsWith("Injector.Benchmarks", StringComparison.Ordinal)
        && !method.StartsWith("Injector.Testing", StringComparison.Ordinal);

    private static string Short(string method) => method.StartsWith("Injector.", StringComparison.Ordinal) ? method["Injector.".Length..] : method;

    private static string TypeName(string type) => type.Split('[')[0].Split('.')[^1].Split('`')[0] + (type.EndsWith("[]", StringComparison.Ordinal) ? "[]" : "");

    private static string Share(int part, int all) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / all:F1} %");
}
