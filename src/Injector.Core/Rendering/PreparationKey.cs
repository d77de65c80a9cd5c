using System.Collections.Immutable;
using Injector.Core.Requests;
using Injector.Core.Settings;

namespace Injector.Core.Rendering;

/// <summary>What two preparations must have in common to render equally: the profile, its values, and the facts of the pod that the profile reads.</summary>
internal sealed class PreparationKey : IEquatable<PreparationKey>
{
    private readonly Preparation _preparation;
    private readonly ProfileReads _reads;
    private readonly int _hash;

    public PreparationKey(Preparation preparation)
    {
        _preparation = preparation;
        _reads = ProfileReads.Of(preparation.Binding.Profile);
        _hash = Hash();
    }

    public bool Equals(PreparationKey? other)
    {
        if (other is null || other._hash != _hash)
        {
            return false;
        }

        var (left, right) = (_preparation, other._preparation);
        return ReferenceEquals(left.Binding.Profile, right.Binding.Profile)
            && left.Masks.AsSpan().SequenceEqual(right.Masks.AsSpan())
            && left.KeepGuaranteed == right.KeepGuaranteed
            && left.Facts.Mode == right.Facts.Mode
            && left.Facts.FixedUsers == right.Facts.FixedUsers
            && left.Keys.Prefix == right.Keys.Prefix
            && left.Ports.AsSpan().SequenceEqual(right.Ports.AsSpan())
            && left.Probes.AsSpan().SequenceEqual(right.Probes.AsSpan())
            && left.DeclaredElsewhere.AsSpan().SequenceEqual(right.DeclaredElsewhere.AsSpan())
            && ParametersEqual(left.Binding.Parameters, right.Binding.Parameters, left.Facts.FixedUsers is FixedUsers.Omit || !left.Binding.Overrides.Everywhere.IsEmpty)
            && _reads.SameFacts(left.Facts, right.Facts)
            && left.Binding.Overrides.SameAs(right.Binding.Overrides)
            && Same(left.Aliases, right.Aliases)
            && Same(left.Names, right.Names);
    }

    public override bool Equals(object? obj) => Equals(obj as PreparationKey);

    public override int GetHashCode() => _hash;

    // A user from an annotation stays even if it equals the one that the profile fixes, and so does an amount beside one for all containers, so origins matter.
    private static bool ParametersEqual(ImmutableArray<ResolvedParameter> left, ImmutableArray<ResolvedParameter> right, bool fromTheSame)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (!ReferenceEquals(left[i], right[i]) && !(left[i].Value.Equals(right[i].Value) && (!fromTheSame || left[i].Origin == right[i].Origin)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Same<T>(ImmutableDictionary<string, T> left, ImmutableDictionary<string, T> right)
        where T : IEquatable<T>
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var (key, value) in left)
        {
            if (!right.TryGetValue(key, out var other) || !value.Equals(other))
            {
                return false;
            }
        }

        return true;
    }

    private int Hash()
    {
        var hash = new HashCode();
        hash.Add(_preparation.Binding.Profile.ContentHash);
        hash.Add(_preparation.Facts.Mode);
        hash.Add(_preparation.Masks.Length);
        hash.Add(_preparation.KeepGuaranteed);
        foreach (var port in _preparation.Ports)
        {
            hash.Add(port.Value);
        }

        foreach (var request in _preparation.Probes)
        {
            hash.Add(request);
        }

        foreach (var parameter in _preparation.Binding.Parameters)
        {
            // Defaults are the same for all pods; only explicit values distinguish them.
            if (parameter.Origin is not ParameterOrigin.Profile)
            {
                hash.Add(parameter.Value);
            }
        }

        _reads.AddTo(ref hash, _preparation.Facts);
        return hash.ToHashCode();
    }
}
