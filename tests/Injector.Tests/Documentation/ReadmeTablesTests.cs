using Injector.Core.Decisions;
using Injector.Server.Options;
using Injector.Testing.Documentation;

namespace Injector.Tests.Documentation;

public sealed class ReadmeTablesTests
{
    private static readonly DocumentedPage Readme = DocumentedPage.Read("README.md");
    private static readonly DocumentedPage Operation = DocumentedPage.Read("deploy/operation.md");

    public static TheoryData<ReasonCode> Codes => [.. Enum.GetValues<ReasonCode>()];

    public static TheoryData<string> ConfigurationKeys =>
        [.. typeof(ServerOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_of_a_decision_has_a_line(ReasonCode code) => Readme.Rows.Select(row => row[0]).ShouldContain($"`{code.Text()}`");

    [Theory]
    [MemberData(nameof(ConfigurationKeys))]
    public void Every_key_of_the_configuration_has_a_line(string property) =>
        Operation.Rows.SelectMany(row => row.Skip(1).Take(1)).ShouldContain($"`{char.ToLowerInvariant(property[0])}{property[1..]}`");

    [Fact]
    public async Task Every_option_of_serve_has_a_line_and_no_line_is_about_another()
    {
        var help = await DocumentedRun.OfAsync("serve", "--help");
        var options = Texts(RepositoryText.Between(help.Output, "Options:", "Examples:")).Where(word => word is not ("--help" or "--debug")).ToHashSet();

        var lines = Operation.Rows.Select(row => row[0].Trim('`')).Where(cell => cell.StartsWith("--", StringComparison.Ordinal));

        lines.ToHashSet().ShouldBe(options, ignoreOrder: true);
    }

    // Options stand at the beginning of a line of help.
    private static IEnumerable<string> Texts(string text) =>
        text.Split('\n').SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2))
            .Select(word => word.Trim(',')).Where(word => word.StartsWith("--", StringComparison.Ordinal));
}
