using System.Collections.Immutable;

namespace Injector.Core.Security;

/// <summary>Collects violations; allocates nothing in the usual case that there are none.</summary>
/// <param name="owner">The object checked, such as <c>container a</c>; every reason starts with it.</param>
internal struct ViolationList(string owner)
{
    private ImmutableArray<SecurityViolation>.Builder? _items;

    public readonly ImmutableArray<SecurityViolation> Items => _items?.ToImmutable() ?? [];

    public void Add(PodSecurityControl control, string what) =>
        (_items ??= ImmutableArray.CreateBuilder<SecurityViolation>(1)).Add(new SecurityViolation(control, $"{owner} {what}"));

    public void AddIf(bool breaks, PodSecurityControl control, string what)
    {
        if (breaks)
        {
            Add(control, what);
        }
    }
}
