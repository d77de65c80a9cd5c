using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Ambassador;
using Injector.Ambassador.Model;
using Injector.Core.Settings;

namespace Injector.Core.Rendering;

/// <summary>Gives the ambassador's container what its generator needs: ports, and one volume with every certificate, key and CA.</summary>
internal static class AmbassadorVolume
{
    /// <summary>Name of the volume in the profile.</summary>
    public const string LocalName = "tls";

    /// <summary>The volume: only the named keys of the named objects, and the files that the engine writes about them.</summary>
    public static JsonObject Definition(string profile, ImmutableArray<CredentialFile> files, ImmutableArray<KeyValuePair<string, string>> companions, AnnotationKeys keys)
    {
        var sources = new JsonArray();
        foreach (var source in files.GroupBy(file => (file.IsSecret, file.Name)))
        {
            sources.Add((JsonNode)new JsonObject
            {
                [source.Key.IsSecret ? "secret" : "configMap"] = new JsonObject
                {
                    ["name"] = source.Key.Name,
                    ["items"] = new JsonArray([.. source.Select(file => (JsonNode)new JsonObject { ["key"] = file.Key, ["path"] = file.Path })]),
                },
            });
        }

        if (!companions.IsEmpty)
        {
            sources.Add((JsonNode)new JsonObject { ["downwardAPI"] = FilePreparer.Items(profile, companions, keys) });
        }

        return new JsonObject { ["name"] = VolumeNames.OfProfile(profile, LocalName), ["projected"] = new JsonObject { ["sources"] = sources } };
    }

    /// <summary>Adds ports and mount to the container. A port that another container also declares would cause a warning of the API server.</summary>
    public static void Complete(JsonObject container, string profile, AmbassadorAdditions additions, ImmutableArray<int> declaredElsewhere)
    {
        foreach (var port in additions.Ports.Except(declaredElsewhere))
        {
            List(container, "ports").Add((JsonNode)new JsonObject { ["containerPort"] = port });
        }

        if (!additions.Files.IsEmpty)
        {
            List(container, "volumeMounts").Add((JsonNode)new JsonObject
            {
                ["name"] = VolumeNames.OfProfile(profile, LocalName),
                ["mountPath"] = CredentialFile.Directory,
                ["readOnly"] = true,
            });
        }
    }

    private static JsonArray List(JsonObject container, string name)
    {
        if (container[name] is not JsonArray list)
        {
            list = [];
            container[name] = list;
        }

        return list;
    }
}
