namespace Injector.Testing.Validation.Api;

/// <summary>Where the rules of validation write what they find, each finding with the path of its field.</summary>
internal sealed class Findings
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Add(string path, string rule) => _all.Add($"{path}: {rule}");

    public void Require(bool holds, string path, string rule)
    {
        if (!holds)
        {
            Add(path, rule);
        }
    }
}
