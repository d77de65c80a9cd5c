using System.Globalization;
using Injector.Testing.Former;
using Injector.Testing.Scenarios;

namespace Injector.Benchmarks.Figures;

/// <summary>
/// Measures the engine in process, in turns with those of 0.1.0 and of the commit before the pipeline was rebuilt, and writes the table into README.md
/// beside this project. Ratios within a run are what to look at.
/// </summary>
internal static class FiguresCommand
{
    /// <summary>Runs <c>figures [--scenario PART] [--rounds N]</c>; with a scenario nothing is written.</summary>
    public static int Run(string[] arguments)
    {
        var part = Argument(arguments, "--scenario");
        var rounds = int.Parse(Argument(arguments, "--rounds") ?? "9", CultureInfo.InvariantCulture);
        EngineCalls[] engines =
        [
            FormerEngine.Load(FormerFolder.Provision("released")).WithBuiltIns(),
            FormerEngine.Load(FormerFolder.Provision("before-pipeline")).WithBuiltIns(),
            PresentEngine.WithBuiltIns(),
        ];
        var table = new List<string> { FigureRow.Header };
        Console.WriteLine(FigureRow.Header);
        foreach (var scenario in ReviewScenario.All.Where(scenario => part is null || scenario.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var (pods, reviews) in new[] { ("distinct", Distinct(scenario, engines.Length)), ("repeated", Repeated(scenario, engines)) })
            {
                var row = FigureRow.Of(scenario.Name, pods, reviews[^1], EngineMeter.Measure(engines, reviews, rounds));
                Console.WriteLine(row);
                table.Add(row);
            }
        }

        if (part is null)
        {
            MarkedSection.Write("figures", $"{MeasuredOn.Text()} Median of {rounds} rounds.\n\n{string.Join('\n', table)}\n");
        }

        return 0;
    }

    /// <summary>The same reviews for each engine.</summary>
    private static byte[][][] Distinct(ReviewScenario scenario, int engines)
    {
        var reviews = Enumerable.Range(0, scenario.Count).Select(scenario.Distinct).ToArray();
        return [.. Enumerable.Repeat(reviews, engines)];
    }

    /// <summary>Both passes of each pod. The second brings back what the engine itself made of the first, so that every engine reads its own record.</summary>
    private static byte[][][] Repeated(ReviewScenario scenario, EngineCalls[] engines)
    {
        var first = Enumerable.Range(0, Math.Min(scenario.Count, 500)).Select(scenario.Repeated).ToArray();
        return [.. engines.Select(engine => first.SelectMany((review, number) => new[] { review, SecondPass.Of(review, engine.AnswerTo(review), number) }).ToArray())];
    }

    private static string? Argument(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
}
