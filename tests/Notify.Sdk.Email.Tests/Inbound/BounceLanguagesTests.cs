using System.Text;
using Notify.Sdk.Email.Inbound;

namespace Notify.Sdk.Email.Tests.Inbound;

/// <summary>What Exchange, Outlook and providers write in the languages of Europe and Asia; all of it is made up.</summary>
public sealed class BounceLanguagesTests
{
    [Theory]
    [InlineData("Kan inte levereras: Din order", "Leverans har misslyckats:\nann@example.com\nE-postadressen kunde inte hittas.")]
    [InlineData("Kan ikke leveres: Din ordre", "Levering mislyktes:\nann@example.com\nE-postadressen ble ikke funnet.")]
    [InlineData("Ei toimitettavissa: Tilaus", "Viestiä ei voitu toimittaa:\nann@example.com\nSähköpostiosoitetta ei löytynyt.")]
    [InlineData("Niedostarczone: Zamówienie", "Dostarczenie nie powiodło się:\nann@example.com\nNie znaleziono adresu e-mail.")]
    [InlineData("Onbestelbaar: Bestelling", "Bezorging is mislukt:\nann@example.com\nHet e-mailadres is niet gevonden.")]
    [InlineData("Nedoručitelné: Objednávka", "Doručení se nezdařilo:\nann@example.com\nE-mailová adresa nebyla nalezena.")]
    [InlineData("Kézbesíthetetlen levél", "A levél nem kézbesíthető:\nann@example.com\nNincs ilyen felhasználó.")]
    [InlineData("Teslim edilemedi: Sipariş", "İleti teslim edilemedi:\nann@example.com\nBöyle bir kullanıcı yok.")]
    [InlineData("Mesajul nu a putut fi livrat", "Mesajul nu a putut fi livrat:\nann@example.com: utilizator inexistent.")]
    [InlineData("Αποτυχία παράδοσης μηνύματος", "Δεν ήταν δυνατό να παραδοθεί:\nann@example.com\nΟ χρήστης δεν υπάρχει.")]
    [InlineData("Не удается доставить: заказ", "Не удалось выполнить доставку:\nann@example.com\nАдрес электронной почты не найден.")]
    [InlineData("Лист не доставлено", "Лист не може бути доставлений:\nann@example.com: користувача не існує.")]
    [InlineData("לא ניתן למסירה: הזמנה", "ההודעה לא נמסרה:\nann@example.com\nהכתובת לא נמצאה.")]
    [InlineData("تعذر التسليم: طلبك", "تعذر تسليم الرسالة:\nann@example.com\nتعذر العثور على عنوان البريد.")]
    [InlineData("無法傳遞的主旨: 訂單", "無法傳遞至:\nann@example.com\n找不到您輸入的電子郵件地址。")]
    [InlineData("배달되지 않음: 주문", "배달하지 못했습니다.\nann@example.com\n주소를 찾을 수 없습니다.")]
    [InlineData("Không thể gửi thư", "Thư không gửi được:\nann@example.com\nĐịa chỉ không tồn tại.")]
    [InlineData("ZUSTELLUNGSFEHLER: Bestellung",
        "wurde nicht zugestellt an:\nann@example.com\nBenutzer nicht im Domino-Verzeichnis aufgeführt")]
    public void An_unknown_user_is_known_in_many_languages_without_an_envelope(string subject, string body) =>
        Judge("Administrator <administrator@mx.example>", subject, body).Should().Be(InboundKind.Suppress);

    [Theory]
    [InlineData("Onbestelbaar: Bestelling", "Het bericht kan niet worden bezorgd:\nann@example.com\nHet postvak is vol.")]
    [InlineData("Kan ikke leveres: Din ordre", "Kunne ikke leveres:\nann@example.com\nModtagerens postkasse er fuld.")]
    [InlineData("Nie można dostarczyć wiadomości", "Nie można dostarczyć:\nann@example.com\nSkrzynka odbiorcy jest przepełniona.")]
    [InlineData("Лист не доставлено", "Лист не було доставлено:\nann@example.com\nСкринька переповнена.")]
    [InlineData("Email gagal dikirim", "Email gagal dikirim:\nann@example.com\nKotak surat penuh.")]
    public void A_full_mailbox_is_known_in_many_languages_without_an_envelope(string subject, string body) =>
        Judge("Administrator <administrator@mx.example>", subject, body).Should().Be(InboundKind.Count);

    [Theory]
    [InlineData("Ann <ann@example.com>", "Undelivered parcel", "It could not be delivered to me. The mailbox was full.", InboundKind.Reply)]
    [InlineData("Ann <ann@example.com>", "A question about returned mail",
        "Is ann@example.com right? User unknown, it said.", InboundKind.Reply)]
    [InlineData("Parcels <noreply@parcel.example>", "Delivery failed",
        "We could not deliver; the recipient was not found.", InboundKind.Automatic)]
    [InlineData("Parcels <noreply@parcel.example>", "Delivery problem",
        "It could not be delivered. Ask help@parcel.example.", InboundKind.Automatic)]
    [InlineData("Tips <tips@mail.example>\nList-Id: <tips.mail.example>", "Delivery failure explained",
        "What 550 5.1.1 user unknown means for a@example.com", InboundKind.Automatic)]
    [InlineData("Ann <ann@example.com>", "Automatisk svar: Din ordre", "Jeg er på ferie.", InboundKind.Automatic)]
    public void What_is_about_parcels_or_about_bounces_is_no_bounce(string from, string subject, string body, InboundKind kind) =>
        Judge(from, subject, body).Should().Be(kind);

    private static InboundKind Judge(string from, string subject, string body) => InboundMail.Classify(Encoding.UTF8.GetBytes(
        $"From: {from}\nSubject: =?utf-8?b?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=\n"
        + $"Content-Type: text/plain; charset=utf-8\n\n{body}\n")).Kind;
}
