using System.Collections.Immutable;
using Injector.Core.Pods;
using Injector.Core.Settings;

namespace Injector.Core.Requests;

/// <summary>The annotations that set a value: the pod's before the namespace's.</summary>
internal sealed class AnnotationSource(PodView pod, NamespaceFacts @namespace)
{
    public bool TryGet(string key, out string value, out ParameterOrigin origin)
    {
        if (pod.Annotations.TryGet(key, out var text))
        {
            (value, origin) = (text.ToString(), ParameterOrigin.Pod);
            return true;
        }

        origin = ParameterOrigin.Namespace;
        if (@namespace.Annotations.TryGetValue(key, out var inherited))
        {
            value = inherited;
            return true;
        }

        (value, origin) = ("", ParameterOrigin.Profile);
        return false;
    }

    /// <summary>The pod's annotation or the namespace's, regardless of the other; <see langword="null"/> when it is absent.</summary>
    public string? Find(string key, ParameterOrigin origin) => origin is ParameterOrigin.Namespace
        ? @namespace.Annotations.GetValueOrDefault(key)
        : pod.Annotations.TryGet(key, out var text) ? text.ToString() : null;

    /// <summary>The annotation as named in messages.</summary>
    public string Describe(string key, ParameterOrigin origin) => origin is ParameterOrigin.Namespace
        ? $"annotation {key} of namespace {@namespace.Name}"
        : $"annotation {key}";

    /// <summary>The keys of pod and namespace that set something of the profile.</summary>
    public ImmutableArray<(string Key, ParameterOrigin Origin)> KeysOf(ProfileKeys keys)
    {
        ImmutableArray<(string, ParameterOrigin)>.Builder? found = null;
        foreach (var entry in pod.Annotations.Entries)
        {
            if (entry.Key.Bytes.Span.StartsWith(keys.StartBytes.Span))
            {
                (found ??= ImmutableArray.CreateBuilder<(string, ParameterOrigin)>()).Add((entry.Key.ToString(), ParameterOrigin.Pod));
            }
        }

        foreach (var (key, _) in @namespace.Annotations)
        {
            if (key.StartsWith(keys.Start, StringComparison.Ordinal))
            {
                (found ??= ImmutableArray.CreateBuilder<(string, ParameterOrigin)>()).Add((key, ParameterOrigin.Namespace));
            }
        }

        return found?.DrainToImmutable() ?? [];
    }
}
