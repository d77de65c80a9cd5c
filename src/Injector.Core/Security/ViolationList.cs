using System.Collections.Immutable;

namespace Injector.Core.Security;

/// <summary>Collects violations; of what breaks nothing, which is nearly everything, it allocates nothing.</summary>
/// <param name="kind">What is looked at, such as <c>container</c>; it begins every reason.</param>
/// <param name="name">Its name.</param>
internal struct ViolationList(string kind, string? name)
{
    private ImmutableArray<SecurityViolation>.Builder? _items;

    public readonly ImmutableArray<SecurityViolation> Items => _items?.ToImmutable() ?? [];

    public void Add(PodSecurityControl control, string what) =>
        (_items ??= ImmutableArray.CreateBuilder<SecurityViolation>(1)).Add(new SecurityViolation(control, $"{kind} {name} {what}"));

    public void AddIf(bool breaks, PodSecurityControl control, string what)
    {
        if (breaks)
        {
            Add(control, what);
        }
    }
}
