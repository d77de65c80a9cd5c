using Injector.Core.Planning.Drafts;
using Injector.Core.Pods;

namespace Injector.Core.Planning.Volumes;

/// <summary>Looks up the sources of a pod's volumes, including those about to be added. Each is read at most once, on demand.</summary>
internal sealed class VolumeSources(PodView pod, IReadOnlyList<ProfileDraft> drafts)
{
    private readonly Dictionary<ReadOnlyMemory<byte>, VolumeSource> _read = [];
    private Dictionary<string, ReadOnlyMemory<byte>>? _definitions;

    /// <summary>The source of a volume; the default if it is not defined, as for the claim templates of a StatefulSet.</summary>
    /// <param name="draft">The profile whose own volumes come first.</param>
    /// <param name="name">Name of the volume in the pod.</param>
    public VolumeSource Of(ProfileDraft draft, string name)
    {
        foreach (var volume in draft.Prepared.Volumes)
        {
            if (volume.Name == name)
            {
                return Read(volume.Json);
            }
        }

        return Definitions().TryGetValue(name, out var definition) ? Read(definition) : default;
    }

    private VolumeSource Read(ReadOnlyMemory<byte> definition)
    {
        if (!_read.TryGetValue(definition, out var source))
        {
            source = VolumeSource.Of(definition);
            _read.Add(definition, source);
        }

        return source;
    }

    private Dictionary<string, ReadOnlyMemory<byte>> Definitions()
    {
        if (_definitions is null)
        {
            _definitions = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
            foreach (var volume in drafts.SelectMany(draft => draft.Prepared.Volumes))
            {
                _definitions[volume.Name] = volume.Json;
            }

            foreach (var volume in pod.Volumes.Items)
            {
                _definitions[volume.Name.ToString()] = volume.Json;
            }
        }

        return _definitions;
    }
}
