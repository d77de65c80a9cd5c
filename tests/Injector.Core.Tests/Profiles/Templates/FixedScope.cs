using Injector.Core.Profiles.Templates;

namespace Injector.Core.Tests.Profiles.Templates;

/// <summary>Variables with values that a test gives; all others have none.</summary>
internal sealed class FixedScope : IVariableScope
{
    private readonly Dictionary<string, TemplateValue> _values = new(StringComparer.Ordinal);

    public FixedScope With(string reference, string value) => With(reference, new TemplateValue.Text(value));

    public FixedScope With(string reference, long value) => With(reference, new TemplateValue.Integer(value));

    public FixedScope With(string reference, bool value) => With(reference, new TemplateValue.Boolean(value));

    public FixedScope With(string reference, params string[] items) =>
        With(reference, new TemplateValue.List([.. items.Select(item => new TemplateValue.Text(item))]));

    public FixedScope With(string reference, TemplateValue value)
    {
        _values[reference] = value;
        return this;
    }

    public TemplateValue Resolve(VariableReference reference) => _values.GetValueOrDefault(reference.ToString(), TemplateValue.None);
}
