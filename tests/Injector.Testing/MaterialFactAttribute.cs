using Xunit;

namespace Injector.Testing;

/// <summary>
/// A test over material that an environment variable names. Without it the test is reported as skipped; in CI it runs, and so fails, that
/// nothing is left out silently.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MaterialFactAttribute : FactAttribute
{
    /// <summary>Marks a test.</summary>
    /// <param name="variable">Name of the variable.</param>
    public MaterialFactAttribute(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = $"{variable} is not set";
        }
    }
}
