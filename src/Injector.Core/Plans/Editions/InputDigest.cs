using System.Globalization;
using System.Runtime.InteropServices;
using Injector.Core.Decisions;
using Injector.Core.Decisions.Requests;
using Injector.Core.Plans.Rendering;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Plans.Editions;

/// <summary>
/// What beside a profile's content decides what it adds: the release, the values, and those facts of the pod that it reads. Two passes that differ in it
/// would make different containers without anybody having touched them. It is no signature: whoever writes a record may write any digest.
/// </summary>
internal struct InputDigest
{
    // FNV-1a, 64 bits: the same in every process and on every machine, which HashCode is not.
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private ulong _hash;

    /// <summary>The digest, eight digits.</summary>
    /// <param name="preparation">What the profile is rendered from.</param>
    /// <param name="version">The release that renders it.</param>
    public static string Of(Preparation preparation, string version)
    {
        var digest = new InputDigest { _hash = Offset };
        digest.Add(version);
        digest.Add((int)preparation.Facts.Mode);
        digest.Add((int)preparation.Facts.FixedUsers);
        digest.Add(preparation.MaskToken ? 1 : 0);
        foreach (var parameter in preparation.Binding.Parameters)
        {
            // Defaults are part of the profile's content.
            if (parameter.Origin is not ParameterOrigin.Profile)
            {
                digest.Add(parameter.Parameter.Name);
                digest.Add(parameter.Value);
            }
        }

        digest.Add(preparation.Binding.Overrides);
        ProfileReads.Of(preparation.Binding.Profile).AddTo(ref digest, preparation.Facts);
        return string.Create(CultureInfo.InvariantCulture, $"{(uint)(digest._hash ^ (digest._hash >> 32)):x8}");
    }

    public void Add(string? text)
    {
        Add(MemoryMarshal.AsBytes(text.AsSpan()));
        Add(text is null ? -1 : text.Length);
    }

    public void Add(long number) => Add(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in number)));

    private void Add(TemplateValue value)
    {
        if (value is TemplateValue.List list)
        {
            foreach (var item in list.Items)
            {
                Add(item);
            }

            Add(list.Items.Length);
        }
        else
        {
            Add(value.AsText());
        }
    }

    // Resources are anybody's to change, so they tell nothing apart.
    private void Add(AnnotationOverrides overrides)
    {
        Add(overrides.Image);
        Add(overrides.User is { } user ? user.Number ?? -1 : -2);
        foreach (var (name, value) in overrides.Env)
        {
            Add(name);
            Add(value);
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            _hash = (_hash ^ one) * Prime;
        }
    }
}
