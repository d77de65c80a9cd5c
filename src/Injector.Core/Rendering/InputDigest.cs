using Injector.Core.Profiles.Templates;
using Injector.Core.Requests;
using Injector.Core.Settings;

namespace Injector.Core.Rendering;

/// <summary>
/// The inputs, besides a profile's content, the release and the mode, that decide what it adds: the values, and the facts of the pod that it reads. If they
/// differ, two passes render different containers although nobody touched the pod.
/// </summary>
internal struct InputDigest()
{
    private StableHash _hash = new();
    private bool _isDefault = true;

    /// <summary>The digest; empty for a profile with default values only, which is the usual case, to keep its record short.</summary>
    /// <param name="preparation">The input of rendering.</param>
    public static string Of(Preparation preparation)
    {
        var digest = new InputDigest();
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
        if (preparation.Facts.FixedUsers is not FixedUsers.Keep)
        {
            digest.Add("fixedUsers", (int)preparation.Facts.FixedUsers);
        }

        if (!preparation.Binding.Profile.ApiToken && preparation.Masks is not [TokenMask.Path])
        {
            digest.Add("masks", preparation.Masks.Length);
            foreach (var folder in preparation.Masks)
            {
                digest.Add(folder);
            }
        }

        return digest._isDefault ? "" : StableHash.Text(digest._hash.Value);
    }

    /// <summary>Adds a named fact.</summary>
    public void Add(string name, string? value)
    {
        Add(name);
        Add(value);
    }

    /// <summary>Adds a named fact.</summary>
    public void Add(string name, long value)
    {
        Add(name);
        _hash.Add(value);
    }

    private void Add(string? text)
    {
        _isDefault = false;
        _hash.Add(text);
    }

    private void Add(TemplateValue value)
    {
        if (value is TemplateValue.List list)
        {
            foreach (var item in list.Items)
            {
                Add(item);
            }

            _hash.Add(list.Items.Length);
        }
        else
        {
            Add(value.AsText());
        }
    }

    // Anyone may change resources, so they do not distinguish editions.
    private void Add(AnnotationOverrides overrides)
    {
        if (overrides.Image is not null)
        {
            Add("image", overrides.Image);
        }

        if (overrides.User is { } user)
        {
            Add("runAsUser", user.Number ?? -1);
        }

        foreach (var (name, value) in overrides.Env)
        {
            Add(name, value);
        }
    }
}
