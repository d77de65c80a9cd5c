using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Profiles.Errors;
using Injector.Profiles.Reading;

namespace Injector.Profiles.BuiltIn;

/// <summary>The profiles that are part of the program.</summary>
public static class BuiltInProfiles
{
    /// <summary>The <see cref="SidecarProfile.Source"/> of built-in profiles.</summary>
    public const string Source = "built-in";

    /// <summary>
    /// Reads the built-ins, in ordinal order of name. Patterns are not compiled and nothing is rendered, because tests have done that already: startup only
    /// pays for reading.
    /// </summary>
    /// <exception cref="InvalidOperationException">A built-in is invalid, which is a bug.</exception>
    public static ImmutableArray<SidecarProfile> Load() => [.. ResourceNames().SelectMany(name => LoadOne(name))];

    /// <summary>The names of the built-ins, in ordinal order.</summary>
    public static ImmutableArray<string> Names => [.. ResourceNames().Select(name => Path.GetFileNameWithoutExtension(name))];

    /// <summary>The YAML of a built-in, as a starting point for a new profile; <see langword="null"/> when there is no such built-in.</summary>
    /// <param name="name">Name of the profile.</param>
    public static string? Text(string name)
    {
        using var stream = typeof(BuiltInProfiles).Assembly.GetManifestResourceStream($"{name}.yaml");
        return stream is null ? null : ReadText(stream);
    }

    private static IEnumerable<string> ResourceNames() =>
        typeof(BuiltInProfiles).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".yaml", StringComparison.Ordinal))
            .OrderBy(name => Path.GetFileNameWithoutExtension(name), StringComparer.Ordinal);

    private static ImmutableArray<SidecarProfile> LoadOne(string resource)
    {
        var errors = new ErrorList(resource);
        var reader = new ProfileReader(Source, errors, trusted: true);
        ImmutableArray<SidecarProfile> profiles =
        [
            .. from root in errors.ReadYaml(Text(Path.GetFileNameWithoutExtension(resource))!)
               let read = reader.ReadDocument(root)
               where read is not null
               select read.Profile,
        ];
        return errors.IsEmpty ? profiles : throw new InvalidOperationException($"A built-in profile is wrong: {errors.InOrder()[0]}");
    }

    private static string ReadText(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
