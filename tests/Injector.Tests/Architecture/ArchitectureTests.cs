using System.Text.RegularExpressions;
using System.Xml.Linq;
using Injector.Testing;

namespace Injector.Tests.Architecture;

/// <summary>Keeps the house as <c>src/README.md</c> draws it.</summary>
public sealed partial class ArchitectureTests
{
    private const int MaxFileLines = 400;

    /// <summary>The dependency rule: each project, and all that it may refer to.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Injector.Background"] = [],
        ["Injector.Grammar"] = [],
        ["Injector.Ambassador"] = ["Injector.Grammar"],
        ["Injector.Core"] = ["Injector.Ambassador", "Injector.Grammar"],
        ["Injector.Certificates"] = [],
        ["Injector.Yaml"] = ["YamlDotNet"],
        ["Injector.Manifests"] = ["Injector.Core", "Injector.Grammar", "Injector.Yaml"],
        ["Injector.Profiles"] = ["Injector.Background", "Injector.Core", "Injector.Grammar", "Injector.Yaml"],
        ["Injector.Kubernetes"] = ["Injector.Background", "Injector.Core", "Injector.Grammar", "KubernetesClient.Aot"],
        ["Injector.Diagnostics"] = ["Injector.Core", "Injector.Grammar", "Injector.Kubernetes", "Injector.Manifests", "Injector.Profiles", "Injector.Yaml"],
        ["Injector.Server"] =
        [
            "Injector.Background", "Injector.Core", "Injector.Grammar", "Injector.Profiles", "Injector.Certificates", "Injector.Kubernetes", "Injector.Yaml",
            "Microsoft.AspNetCore.App", "prometheus-net",
        ],
        ["Injector"] =
        [
            "Injector.Core", "Injector.Grammar", "Injector.Profiles", "Injector.Certificates", "Injector.Diagnostics", "Injector.Kubernetes", "Injector.Manifests", "Injector.Server", "Injector.Yaml",
            "Microsoft.AspNetCore.App", "System.CommandLine", "DiffPlex",
        ],
    };

    public static TheoryData<string> Projects => [.. Directory.GetFiles(Source, "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    private static string Source { get; } = Path.Combine(RepositoryRoot.Path, "src");

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_the_dependency_rule_allows(string project)
    {
        var file = XDocument.Load(Path.Combine(Source, project, $"{project}.csproj"));
        var references = file.Descendants()
            .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference" or "FrameworkReference")
            .Select(element => (string)element.Attribute("Include")!)
            .Select(include => include.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(include) : include);
        references.Except(Allowed[project], StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void The_core_is_built_on_the_base_class_library_the_grammar_and_the_ambassador_alone()
    {
        var references = typeof(Injector.Core.Injection.SidecarInjector).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);
        references.Except(["Injector.Ambassador", "Injector.Grammar"]).ShouldAllBe(name => name.StartsWith("System", StringComparison.Ordinal));
    }

    [Fact]
    public void The_core_knows_no_clock_no_file_no_environment_and_does_not_wait()
    {
        string[] pure = ["Injector.Core", "Injector.Ambassador", "Injector.Grammar"];
        foreach (var file in pure.SelectMany(project => SourceFiles(Path.Combine(Source, project))))
        {
            OutsideWorld().Match(File.ReadAllText(file)).Value.ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void Files_are_short_enough_to_read_at_once()
    {
        var files = SourceFiles(Source).Concat(SourceFiles(Path.Combine(RepositoryRoot.Path, "tests")));
        files.Where(file => File.ReadLines(file).Count() > MaxFileLines).ShouldBeEmpty();
    }

    [Fact]
    public void Folders_and_files_are_named_for_the_domain() =>
        SourceFiles(Source).Where(file => Vague().IsMatch(Path.GetRelativePath(Source, file))).ShouldBeEmpty();

    [Fact]
    public void The_top_level_holds_the_agreed_entries_only()
    {
        string[] agreed =
        [
            "src", "tests", "deploy", "charts", "certs", "Dockerfile", "Injector.sln", "README.md",
            "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "artifacts",
        ];
        var entries = Directory.GetFileSystemEntries(RepositoryRoot.Path).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.'));
        entries.Except(agreed, StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static IEnumerable<string> SourceFiles(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories);

    [GeneratedRegex(@"\b(DateTime(Offset)?\.(Utc)?Now|File\.|Directory\.|Environment\.|Console\.|ILogger|async\s|await\s|Task<|Thread\.Sleep|HttpClient|new Random|Random\.Shared)\b?")]
    private static partial Regex OutsideWorld();

    [GeneratedRegex(@"(^|/)(Utils?|Helpers?|Common|Managers?|Misc|Shared)/|(Helper|Manager|Utils?|Processor)\.cs$")]
    private static partial Regex Vague();
}
