using Injector.Testing.Documents;
using Injector.Testing.Patching;

namespace Injector.Tests.Commands;

public sealed class CorpusTests
{
    private const string Malformed = ".bad.";

    private static List<string> Files =>
    [
        .. Directory.EnumerateFiles(
                Environment.GetEnvironmentVariable(CorpusFactAttribute.Variable) ?? throw new InvalidOperationException($"set {CorpusFactAttribute.Variable}"),
                "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yml" or ".yaml" or ".json")
            .Order(StringComparer.Ordinal),
    ];

    [CorpusFact]
    public void Without_a_request_every_file_comes_out_as_it_came()
    {
        foreach (var file in Files.Where(file => !file.Contains(Malformed, StringComparison.Ordinal)))
        {
            var run = CommandRun.Of("inject", "-f", file);

            run.ExitCode.ShouldBe(ExitCodes.Done, $"{file}: {run.Error}");
            run.OutputBytes.ShouldBe(File.ReadAllBytes(file), file);
        }
    }

    [CorpusFact]
    public void Injection_only_adds_to_every_file()
    {
        var injected = 0;
        foreach (var file in Files.Where(file => !file.Contains(Malformed, StringComparison.Ordinal)))
        {
            var run = CommandRun.Of("inject", "-f", file, "--inject", "log-tail");
            if (run.ExitCode != ExitCodes.Done)
            {
                run.Output.ShouldBeEmpty(file);
                run.Error.ShouldContain("denied");
                continue;
            }

            var before = YamlToJson.All(File.ReadAllText(file));
            var after = YamlToJson.All(run.Output);
            after.Count.ShouldBe(before.Count, file);
            foreach (var (one, other) in before.Zip(after))
            {
                AdditionsOnly.Violations(one, other).ShouldBeEmpty(file);
            }

            Kept(File.ReadAllText(file), run.Output, file);
            injected += run.Error.Contains(" injected  ", StringComparison.Ordinal) ? 1 : 0;
        }

        injected.ShouldBeGreaterThan(10);
    }

    [CorpusFact]
    public void A_malformed_file_is_refused_with_its_place()
    {
        var bad = Files.Where(file => file.Contains(Malformed, StringComparison.Ordinal)).ToList();
        bad.ShouldNotBeEmpty();
        foreach (var file in bad)
        {
            var run = CommandRun.Of("inject", "-f", file, "--inject", "log-tail");

            run.ExitCode.ShouldBe(ExitCodes.Usage);
            run.Output.ShouldBeEmpty();
            run.Error.ShouldMatch($"error: {System.Text.RegularExpressions.Regex.Escape(file)}:[0-9]+:[0-9]+: not valid YAML");
        }
    }

    // Lines are copied, so every line of a YAML file that had no braces to open must still be there, in order.
    private static void Kept(string before, string after, string file)
    {
        if (before.Contains('{') || file.EndsWith(".json", StringComparison.Ordinal))
        {
            return;
        }

        var rest = after.Split('\n').ToList();
        foreach (var line in before.TrimEnd('\n').Split('\n'))
        {
            var index = rest.IndexOf(line);
            index.ShouldBeGreaterThanOrEqualTo(0, $"{file}: {line}");
            rest.RemoveRange(0, index + 1);
        }
    }
}
