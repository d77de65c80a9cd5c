using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Settings;

namespace Injector.Core.Requests;

/// <summary>The annotations of a profile's parameters and their defaults, computed once instead of for every pod.</summary>
internal sealed class ProfileKeys
{
    private static readonly ConditionalWeakTable<SidecarProfile, ProfileKeys> Known = [];

    private readonly AnnotationKeys _keys;

    private ProfileKeys(SidecarProfile profile, AnnotationKeys keys)
    {
        _keys = keys;
        Start = keys.Parameter(profile.Name, "");
        StartBytes = Encoding.UTF8.GetBytes(Start);
        Parameters = [.. profile.Parameters.Select(parameter => keys.Parameter(profile.Name, parameter.Name))];
        Overrides = ReservedParameterNames.All
            .Where(field => !profile.Parameters.Any(parameter => parameter.Name == field))
            .Select(field => new KeyValuePair<string, string>(field, keys.Parameter(profile.Name, field)))
            .ToImmutableArray();
        Defaults = [.. profile.Parameters.Select(parameter => new ResolvedParameter(parameter, parameter.Default, ParameterOrigin.Profile))];
        DerivesDefaults = profile.Parameters.Any(parameter => parameter.DefaultFrom is not null);
        All = Parameters.Concat(Overrides.Select(entry => entry.Value)).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The prefix of the profile's annotations.</summary>
    public string Start { get; }

    /// <summary>The same as UTF-8.</summary>
    public ReadOnlyMemory<byte> StartBytes { get; }

    /// <summary>The annotations in the order of the profile's parameters.</summary>
    public ImmutableArray<string> Parameters { get; }

    /// <summary>The parameters of a pod that sets none.</summary>
    public ImmutableArray<ResolvedParameter> Defaults { get; }

    /// <summary>Whether a default may come from the pod, so that <see cref="Defaults"/> is not final.</summary>
    public bool DerivesDefaults { get; }

    /// <summary>The annotations that override fields, by field.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Overrides { get; }

    /// <summary>Every annotation that the profile understands.</summary>
    public FrozenSet<string> All { get; }

    public static ProfileKeys Of(SidecarProfile profile, AnnotationKeys keys)
    {
        if (Known.TryGetValue(profile, out var known) && ReferenceEquals(known._keys, keys))
        {
            return known;
        }

        var made = new ProfileKeys(profile, keys);
        Known.AddOrUpdate(profile, made);
        return made;
    }
}
