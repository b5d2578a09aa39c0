// The common emoji shortcodes; an unknown one stays as it was typed.

const LINES = `
hourglass_flowing_sand ⏳|hourglass ⌛|warning ⚠️|double_vertical_bar ⏸️|pause_button ⏸️|white_check_mark ✅|no_entry ⛔
heavy_multiplication_x ✖️|x ❌|lock 🔒|unlock 🔓|arrow_upper_right ↗️|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️
ticket 🎫|admission_tickets 🎟️|bell 🔔|no_bell 🔕|alarm_clock ⏰|stopwatch ⏱️|clock3 🕒|calendar 📅|date 📅|spiral_calendar_pad 🗓️
memo 📝|pencil ✏️|pencil2 ✏️|paperclip 📎|link 🔗|mag 🔍|bulb 💡|wrench 🔧|gear ⚙️|hammer_and_wrench 🛠️|computer 💻|printer 🖨️
telephone_receiver 📞|phone ☎️|email 📧|envelope ✉️|inbox_tray 📥|outbox_tray 📤|package 📦|credit_card 💳|moneybag 💰
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|clipboard 📋|pushpin 📌|round_pushpin 📍|bookmark 🔖
fire 🔥|rotating_light 🚨|construction 🚧|stop_sign 🛑|red_circle 🔴|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵
white_circle ⚪|black_circle ⚫|star ⭐|sparkles ✨|tada 🎉|rocket 🚀|zap ⚡|question ❓|grey_question ❔|exclamation ❗|information_source ℹ️
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌|wave 👋|clap 👏|pray 🙏|raised_hands 🙌|eyes 👀|point_right 👉|handshake 🤝|muscle 💪
smile 😄|slightly_smiling_face 🙂|grinning 😀|joy 😂|wink 😉|blush 😊|thinking_face 🤔|neutral_face 😐|confused 😕|cry 😢|sob 😭|sweat_smile 😅
heart ❤️|hourglass_done ⌛|speech_balloon 💬|busts_in_silhouette 👥|bust_in_silhouette 👤|robot_face 🤖|key 🔑|shield 🛡️|recycle ♻️
heavy_check_mark ✔️|ballot_box_with_check ☑️|heavy_plus_sign ➕|heavy_minus_sign ➖|arrows_counterclockwise 🔄|leftwards_arrow_with_hook ↩️
coffee ☕|house 🏠|office 🏢|hotel 🏨|globe_with_meridians 🌐|fr 🇫🇷|es 🇪🇸|flag-ca 🇨🇦|flag-fr 🇫🇷|crescent_moon 🌙|sunny ☀️|zzz 💤`;

const EMOJI = new Map(
  LINES.trim()
    .split(/[|\n]/)
    .map((entry) => entry.trim().split(" ")),
);

/** The emoji of a shortcode without its colons, or null. */
export const emojiOf = (name) => EMOJI.get(name) ?? null;

/** Text with its known shortcodes turned into emoji. */
export const withEmoji = (text) => text.replace(/:([\w+-]+):/g, (whole, name) => emojiOf(name) ?? whole);
