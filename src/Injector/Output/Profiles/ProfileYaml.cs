using System.Text;
using Injector.Core.Profiles;
using Injector.Manifests.Documents;
using Injector.Profiles.BuiltIn;
using Injector.Yaml.Nodes;

namespace Injector.Output.Profiles;

/// <summary>Profiles as their authors wrote them, to start one's own from.</summary>
internal static class ProfileYaml
{
    /// <summary>Writes the sources of profiles, with separators between several.</summary>
    /// <exception cref="DocumentException">The file that a profile came from is gone or has changed.</exception>
    public static void Write(List<SidecarProfile> profiles, CommandConsole console)
    {
        for (var i = 0; i < profiles.Count; i++)
        {
            var text = TextOf(profiles[i]);
            console.Output.Write(Encoding.UTF8.GetBytes((i > 0 ? "---\n" : "") + text + (text.EndsWith('\n') ? "" : "\n")));
        }
    }

    private static string TextOf(SidecarProfile profile)
    {
        if (profile.Source == BuiltInProfiles.Source)
        {
            return BuiltInProfiles.Text(profile.Name)!;
        }

        var document = DocumentSplitter.Split(ManifestInputs.ReadFile(profile.Source))
            .Find(document => ManifestObjects.Of(document.ReadTree().Root).Exists(found => IsSourceOf(found, profile)));
        return document is null
            ? throw new DocumentException(profile.Source, TextPosition.None, $"no longer holds the profile '{profile.Name}'")
            : Encoding.UTF8.GetString(document.Body.Span);
    }

    private static bool IsSourceOf(ManifestObject found, SidecarProfile profile) =>
        found.Name == profile.Name && found.Namespace == (profile.Namespace ?? "");
}
