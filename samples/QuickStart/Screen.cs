using System.Text;
using Spectre.Console;

namespace QuickStart;

/// <summary>A terminal with colours, or plain text of a fixed width when the output goes to a file or a pipe.</summary>
internal static class Screen
{
    private const int PlainWidth = 110;

    public static bool IsPlain { get; } = Console.IsOutputRedirected;

    public static TableBorder TableBorder => IsPlain ? TableBorder.Ascii : TableBorder.Minimal;

    public static Rule Rule(string title) => new Rule(title).LeftJustified().Border(IsPlain ? BoxBorder.Ascii : BoxBorder.Square);

    public static IAnsiConsole Create()
    {
        if (!IsPlain)
        {
            Console.OutputEncoding = Encoding.UTF8;
            return AnsiConsole.Console;
        }

        var plain = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = PlainWidth;
        plain.Profile.Capabilities.Unicode = false;
        return plain;
    }
}
