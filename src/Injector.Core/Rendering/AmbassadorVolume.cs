using System.Collections.Immutable;
using Injector.Ambassador;
using Injector.Ambassador.Model;
using Injector.Core.Settings;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Gives the ambassador's container what its generator needs: ports, and one volume with every certificate, key and CA.</summary>
internal static class AmbassadorVolume
{
    /// <summary>Name of the volume in the profile.</summary>
    public const string LocalName = "tls";

    /// <summary>The volume: only the named keys of the named objects, and the files that the engine writes about them.</summary>
    public static JsonDraftNode Definition(
        string profile, ImmutableArray<CredentialFile> files, ImmutableArray<KeyValuePair<string, string>> companions, AnnotationKeys keys, JsonDraft draft)
    {
        var volume = draft.Object();
        volume.Set("name", VolumeNames.OfProfile(profile, LocalName));
        var sources = volume.ChildObject("projected").ChildArray("sources");
        foreach (var source in files.GroupBy(file => (file.IsSecret, file.Name)))
        {
            var part = sources.AddObject().ChildObject(source.Key.IsSecret ? "secret" : "configMap");
            part.Set("name", source.Key.Name);
            var items = part.ChildArray("items");
            foreach (var file in source)
            {
                var item = items.AddObject();
                item.Set("key", file.Key);
                item.Set("path", file.Path);
            }
        }

        if (!companions.IsEmpty)
        {
            FilePreparer.AddItems(sources.AddObject().ChildObject("downwardAPI"), profile, companions, keys);
        }

        return volume;
    }

    /// <summary>Adds ports and mount to the container. A port that another container also declares would cause a warning of the API server.</summary>
    public static void Complete(JsonDraftNode container, string profile, AmbassadorAdditions additions, ImmutableArray<int> declaredElsewhere)
    {
        foreach (var port in additions.Ports.Except(declaredElsewhere))
        {
            container.ChildArray("ports").AddObject().Set("containerPort", port);
        }

        if (!additions.Files.IsEmpty)
        {
            var mount = container.ChildArray("volumeMounts").AddObject();
            mount.Set("name", VolumeNames.OfProfile(profile, LocalName));
            mount.Set("mountPath", CredentialFile.Directory);
            mount.Set("readOnly", true);
        }
    }
}
