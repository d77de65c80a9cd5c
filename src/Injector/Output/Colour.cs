namespace Injector.Output;

/// <summary>The colours of messages, by what they mean.</summary>
internal enum Colour
{
    /// <summary>Nothing special.</summary>
    None,

    /// <summary>Something was done or added.</summary>
    Good,

    /// <summary>Something to look at.</summary>
    Caution,

    /// <summary>Something was refused or taken away.</summary>
    Bad,

    /// <summary>What stands over a table.</summary>
    Heading,

    /// <summary>Less important.</summary>
    Faint,
}
