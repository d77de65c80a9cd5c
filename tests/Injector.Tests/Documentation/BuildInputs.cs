using System.Diagnostics;
using System.Text.Json;
using Injector.Testing;

namespace Injector.Tests.Documentation;

/// <summary>The files of the repository that restoring and compiling <c>src</c> reads, as MSBuild itself lists them.</summary>
public sealed class BuildInputs
{
    private const string Restore = "dotnet restore";
    private const string Publish = "dotnet publish";

    /// <summary>Items and properties whose values are files that a build reads beside those that are imported.</summary>
    private const string Items =
        "Compile,EmbeddedResource,AdditionalFiles,EditorConfigFiles,GlobalAnalyzerConfigFiles,Content,None,ProjectReference,TrimmerRootDescriptor,ILLinkDescriptor";

    private const string Properties = "CodeAnalysisRuleSet,AssemblyOriginatorKeyFile,ApplicationIcon,ApplicationManifest,NuGetLockFilePath,RestoreConfigFile";

    /// <summary>What the tools look for by name, at the top of the repository or in a project's folder, without being told.</summary>
    private static readonly string[] FoundByName =
        ["global.json", "nuget.config", "NuGet.config", "NuGet.Config", "Directory.Build.rsp", "Directory.Solution.props", "packages.lock.json"];

    /// <summary>Each file, relative to the repository, and the first command that needs it.</summary>
    public IReadOnlyList<(string File, string Command)> All { get; } = [.. Projects.SelectMany(Read).Concat(ByName()).Distinct().OrderBy(input => input.File, StringComparer.Ordinal)];

    private static IEnumerable<string> Projects => Directory.EnumerateFiles(RepositoryText.PathOf("src"), "*.csproj", SearchOption.AllDirectories);

    private static IEnumerable<(string File, string Command)> Read(string project)
    {
        // The text of a project with all imports in place names each before it begins.
        var imports = MSBuild(project, "-preprocess").Split('\n').Select(line => line.Trim());
        using var evaluation = JsonDocument.Parse(MSBuild(project, $"-getItem:{Items}", $"-getProperty:{Properties}"));
        var items = evaluation.RootElement.GetProperty("Items").EnumerateObject().SelectMany(kind => kind.Value.EnumerateArray())
            .Select(item => item.GetProperty("FullPath").GetString()!);
        var properties = evaluation.RootElement.GetProperty("Properties").EnumerateObject().Select(property => property.Value.GetString()!)
            .Select(path => Path.Combine(Path.GetDirectoryName(project)!, path));
        return [.. OfRepository(imports, Restore), .. OfRepository(items.Concat(properties), Publish)];
    }

    private static IEnumerable<(string File, string Command)> ByName() =>
        OfRepository(Projects.Select(project => Path.GetDirectoryName(project)!).Append(RepositoryRoot.Path).SelectMany(folder => FoundByName.Select(name => Path.Combine(folder, name))), Restore);

    /// <summary>Packages come from elsewhere, and <c>artifacts</c> is made by the build.</summary>
    private static IEnumerable<(string File, string Command)> OfRepository(IEnumerable<string> paths, string command) => paths
        .Where(path => path.StartsWith($"{RepositoryRoot.Path}/", StringComparison.Ordinal) && File.Exists(path))
        .Select(path => Path.GetRelativePath(RepositoryRoot.Path, path))
        .Where(file => !file.StartsWith("artifacts/", StringComparison.Ordinal))
        .Select(file => (file, command));

    private static string MSBuild(string project, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["msbuild", project, "-nologo", .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = RepositoryRoot.Path,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output);
        return output;
    }
}
