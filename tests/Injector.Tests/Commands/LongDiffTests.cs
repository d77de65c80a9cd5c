using System.Globalization;
using Injector.Output.Manifests;

namespace Injector.Tests.Commands;

/// <summary>Differences of long inputs, which are cut before they are compared.</summary>
public sealed class LongDiffTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web-{0}
        spec:
          template:
            metadata:
              annotations:
                injector.io/inject: log-tail
            spec:
              containers:
                - name: web
                  image: example.test/web:1

        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_of_a_thousand_documents_shows_as_it_does_alone(bool areEqual)
    {
        var alone = Hunks(CommandRun.WithInput(Document(0), "inject", "-f", "-", "-o", "diff").Output);
        var all = Hunks(CommandRun.WithInput(string.Join("---\n", Enumerable.Range(0, 1000).Select(number => Document(areEqual ? 0 : number))), "inject", "-f", "-", "-o", "diff").Output);

        // What is added to each is the same, and nothing is taken away.
        all.Count(line => line[0] == '+').ShouldBe(1000 * alone.Count(line => line[0] == '+'));
        all.ShouldNotContain(line => line[0] == '-');
    }

    [Fact]
    public void Followed_it_leads_from_one_text_to_the_other()
    {
        var random = new Random(13);
        for (var round = 0; round < 200; round++)
        {
            // Few different lines make many that stand more than once.
            var before = Enumerable.Range(0, 1500).Select(_ => $"line {random.Next(1 << random.Next(1, 12))}\n").ToList();
            var after = before.ToList();
            for (var change = random.Next(300); change > 0; change--)
            {
                switch (random.Next(3))
                {
                    case 0:
                        after.Insert(random.Next(after.Count), $"new {random.Next(40)}\n");
                        break;
                    case 1:
                        after.RemoveAt(random.Next(after.Count));
                        break;
                    default:
                        var moved = random.Next(after.Count);
                        after.Insert(random.Next(after.Count), after[moved]);
                        break;
                }
            }

            Follow([.. before], [.. after]).ShouldBe(after, $"round {round}");
        }
    }

    private static string Document(int number) => string.Format(CultureInfo.InvariantCulture, Deployment.ReplaceLineEndings("\n"), number);

    private static List<string> Hunks(string diff) => [.. diff.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipWhile(line => !line.StartsWith("@@", StringComparison.Ordinal))];

    private static List<string> Follow(string[] before, string[] after)
    {
        var difference = LineDifference.Of(before, after);
        var (result, at) = (new List<string>(), 0);
        foreach (var block in difference.DiffBlocks)
        {
            result.AddRange(before[at..block.DeleteStartA]);
            result.AddRange(after[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
            at = block.DeleteStartA + block.DeleteCountA;
        }

        result.AddRange(before[at..]);
        return result;
    }
}
