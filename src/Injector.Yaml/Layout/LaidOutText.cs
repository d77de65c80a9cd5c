using System.Text;

namespace Injector.Yaml.Layout;

/// <summary>A text with small insertions and omissions, and the way back from its characters to those of the original.</summary>
/// <param name="original">The original.</param>
internal sealed class LaidOutText(string original)
{
    private readonly StringBuilder _text = new(original.Length + 64);
    private readonly List<(int Index, int Original)> _steps = [];
    private int _copied;

    /// <summary>Anchors that were left out, by the character of the original at which what they name begins.</summary>
    public Dictionary<int, string> Anchors { get; } = [];

    /// <summary>What the value of a block begins with in truth, by the character of the original at which the block begins.</summary>
    public Dictionary<int, string> Beginnings { get; } = [];

    /// <summary>Whether anything differs.</summary>
    public bool Differs => _steps.Count > 0;

    /// <summary>Puts something in ahead of a character of the original.</summary>
    public void Insert(int before, string inserted)
    {
        if (inserted.Length > 0)
        {
            CopyTo(before);
            _text.Append(inserted);
            _steps.Add((_text.Length, before));
        }
    }

    /// <summary>Leaves characters of the original out.</summary>
    public void Omit(int start, int end)
    {
        if (end > start)
        {
            CopyTo(start);
            _copied = end;
            _steps.Add((_text.Length, end));
        }
    }

    /// <summary>The whole text.</summary>
    public string Finish()
    {
        CopyTo(original.Length);
        return _text.ToString();
    }

    /// <summary>The character of the original that a character stands for; of an insertion, what it stands ahead of.</summary>
    public int OriginalIndex(int index)
    {
        var (low, high) = (0, _steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _steps[middle].Index <= index ? (middle + 1, high) : (low, middle);
        }

        var passed = low == 0 ? index : _steps[low - 1].Original + index - _steps[low - 1].Index;
        return low < _steps.Count ? Math.Min(passed, _steps[low].Original) : passed;
    }

    private void CopyTo(int end)
    {
        _text.Append(original, _copied, end - _copied);
        _copied = end;
    }
}
